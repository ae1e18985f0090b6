"""The second factor of whoever signs in to the CMS, by django-allauth. Nothing switches it off.

None of allauth's addresses is included: there is no sign-up, and no way around `cms.accounts`.
"""

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Those of `cms.accounts.attempts` are used: with allauth's a stranger locks out whom they know.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False

MFA_ADAPTER = "cms.accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "ICSSI"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds before and after
MFA_RECOVERY_CODE_COUNT = MFA_RECOVERY_CODE_DIGITS = 10
# A passkey is a password and a factor in one: the device asks for its PIN or a finger.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
