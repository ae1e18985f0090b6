"""Encrypts what the database stores but must not reveal, such as secrets that are shared.

The key comes from DATA_KEY, which is in no database and in no backup, and is never renewed; without
one it comes from SECRET_KEY. What was encrypted under SECRET_KEY before there was a DATA_KEY stays
readable.
"""

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class UnreadableError(Exception):
    """What was encrypted belongs to a key that is known no more."""


def encrypt(purpose: str, text: str) -> str:
    """Encrypt with the key of DATA_KEY for a purpose, which is the name of a package."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def decrypt(purpose: str, encrypted_text: str) -> str:
    """Decrypt what was encrypted under DATA_KEY, SECRET_KEY or one of SECRET_KEY_FALLBACKS.

    Raises UnreadableError.
    """
    from cryptography.fernet import InvalidToken

    try:
        return _cipher(purpose).decrypt(encrypted_text.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError(purpose) from error


def fingerprint(secret: str) -> str:
    """Return what names a key, to see whether another is the same; it reveals nothing of it."""
    return salted_hmac("core.encryption.fingerprint", "", secret, algorithm="sha256").hexdigest()


def _cipher(purpose: str) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # 8 MB, which few processes need

    secrets = (settings.DATA_KEY, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in secrets if secret])


def _key(purpose: str, secret: str) -> bytes:
    digest = salted_hmac(purpose, "", secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
