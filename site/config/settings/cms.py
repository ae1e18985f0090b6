"""The CMS: its editor, search, accounts and passwords."""

import zoneinfo

WAGTAIL_SITE_NAME = "ICSSI"
# Zones by continent: the rest are older names, some of which no browser knows.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(z for z in zoneinfo.available_timezones() if "/" in z)]
FORM_RENDERER = "core.language.direction.DirectedWidgets"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "cms.editing.drafted.BoundedRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link", "ol", "ul"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search.backend"}}
WAGTAIL_FINISH_WORKFLOW_ACTION = "translation.workflow.finish.publish_reviewed"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from other hosts
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILREDIRECTS_AUTO_CREATE = False  # ours are written in the transaction that moves a page
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
TAGGIT_CASE_INSENSITIVE = True


AUTH_USER_MODEL = "core.User"
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody chooses or knows the password of a colleague
WAGTAILADMIN_USER_LOGIN_FORM = "cms.accounts.sign_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.accounts.password_reset.PasswordResetForm"  # noqa: S105
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
CSRF_FAILURE_VIEW = "cms.saving.signed_out.csrf_failure"
PASSWORD_HASHERS = [
    "cms.accounts.hashing.Argon2InTurn",
    "cms.accounts.hashing.PBKDF2InTurn",
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds for which a link lives, which works once
_validators = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _validators + "UserAttributeSimilarityValidator"},
    {"NAME": _validators + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _validators + "CommonPasswordValidator"},
    {"NAME": _validators + "NumericPasswordValidator"},
]
