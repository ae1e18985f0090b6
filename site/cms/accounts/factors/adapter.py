"""What allauth asks of this site: how secrets are encrypted, and what a passkey is called."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from core import encryption

_PURPOSE = "cms.accounts.factors"


class FactorAdapter(DefaultMFAAdapter):
    """Encrypts what is stored of factors with a key that is in no database or backup of it."""

    def encrypt(self, text: str) -> str:
        """Encrypt with the key of DATA_KEY."""
        return encryption.encrypt(_PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt what was encrypted under DATA_KEY, or SECRET_KEY before there was one."""
        return encryption.decrypt(_PURPOSE, encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.WAGTAIL_SITE_NAME}
