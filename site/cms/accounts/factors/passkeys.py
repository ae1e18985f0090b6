"""Passkeys: what browsers are asked, and what they answer; allauth and fido2 check it.

A passkey never leaves its device and belongs to the name of this site alone, so nothing can be
guessed or copied by a false site: it is not limited.
"""

import ipaddress
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.models import User

_Found = TypeVar("_Found")
# The last for thousands of brackets within each other.
_MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
_LARGEST = 20_000  # characters


def is_possible(request: HttpRequest) -> bool:
    """Whether browsers know passkeys at this address: not where the host is a number."""
    try:
        ipaddress.ip_address(request.get_host().rpartition(":")[0].strip("[]"))
    except ValueError:
        return True
    return False


def options_to_add(user: User) -> dict[str, Any]:
    """Return what the browser needs to make a passkey for `user`; the session has the challenge."""
    options: dict[str, Any] = _plain(_webauthn().begin_registration(user, passwordless=True))
    return options


def options_to_prove(user: User | None) -> dict[str, Any]:
    """Return what the browser needs to show a passkey: of `user`, or whichever it has."""
    options: dict[str, Any] = _plain(_webauthn().begin_authentication(user))
    return options


def checked_new(answer: str) -> dict[str, Any]:
    """Return a new passkey as allauth stores it. Raises ValidationError."""

    def check() -> dict[str, Any]:
        credential = _read(answer)
        _webauthn().complete_registration(credential)
        return credential

    return _checked(check)


def add(user: User, name: str, credential: dict[str, Any]) -> Authenticator:
    """Store a passkey that was checked."""
    stored: Authenticator = _webauthn().WebAuthn.add(user, name, credential).instance
    return stored


def check(answer: str, user: User | None) -> Authenticator:
    """Return the passkey that was shown: one of `user`, or of whom it names.

    Raises ValidationError.
    """

    def find() -> Authenticator:
        credential = _read(answer)
        owner = user or _webauthn().extract_user_from_response(credential)
        if not owner.is_active:
            raise ValueError("This account is no longer in use.")
        found: Authenticator = _webauthn().complete_authentication(owner, credential)
        return found

    return _checked(find)


def _webauthn() -> Any:
    """Return allauth's part, which loads fido2 and its ciphers: 11 MB, where passkeys are used."""
    from allauth.mfa.webauthn.internal import auth

    return auth


def _checked(look: Callable[[], _Found]) -> _Found:
    try:
        return look()
    except (ValidationError, *_MALFORMED) as error:
        message = _("The passkey was not accepted. Try again, or use a code.")
        raise ValidationError(message) from error


def _read(answer: str) -> dict[str, Any]:
    credential = json.loads(answer) if len(answer) <= _LARGEST else None
    if not isinstance(credential, dict):
        raise ValueError("No passkey")  # noqa: TRY004 - the text is of a stranger
    return credential


def _plain(value: Any) -> Any:
    """Return what fido2 made as what JSON knows."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
