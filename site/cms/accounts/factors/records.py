"""What a session has proved: a password, then a second factor; and when it last did.

allauth holds the proofs in the session. Between password and factor nobody is signed in: only who
wants to sign in is noted, for a few minutes.
"""

import time
from datetime import timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from cms.language.preference import remember_first
from core.models import User

BEGUN = "sign_in_begun"
NEW_APP = "app_that_is_added"  # its encrypted secret
LASTS = timedelta(minutes=10)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def is_strong(request: HttpRequest, user: Any) -> bool:
    """Whether the session has proved a second factor, or a passkey, of this user."""
    records = get_authentication_records(request, user)
    return any(_is_of_factor(record) for record in records)


def _is_of_factor(record: dict[str, Any]) -> bool:
    return record.get("method") == "mfa" and record.get("type") in Authenticator.Type.values


def is_recent(request: HttpRequest, seconds: float) -> bool:
    """Whether whoever is signed in has proved anything within so many seconds."""
    records = get_authentication_records(request, request.user)
    return any(0 <= time.time() - record.get("at", 0) < seconds for record in records)


def begin(request: HttpRequest, user: User, *, remember: bool, following: str = "") -> None:
    """Note that the password was right; the session has another key from now on.

    `following` is the address, one of ours, that somebody wanted to open.
    The secret of an app that somebody else was about to add in this browser is known to them.
    """
    request.session.cycle_key()
    request.session.pop(NEW_APP, None)
    request.session[BEGUN] = {
        "user": user.pk,
        "at": time.time(),
        "password": user.get_session_auth_hash(),
        "remember": remember,
        "following": following,
    }


def who_begins(request: HttpRequest) -> User | None:
    """Return whose password was right a few minutes ago, if it still is their password."""
    begun = request.session.get(BEGUN)
    if not begun or not 0 <= time.time() - begun["at"] < LASTS.total_seconds():
        return None
    user = get_user_model().objects.filter(pk=begun["user"], is_active=True).first()
    if user and constant_time_compare(begun["password"], user.get_session_auth_hash()):
        return user
    return None


def leads_to(request: HttpRequest) -> str:
    """Return the address that whoever begins to sign in wanted to open, "" if none was noted."""
    return str(request.session.get(BEGUN, {}).get("following", ""))


def sign_in(request: HttpRequest, user: User, factor: Authenticator) -> None:
    """Sign somebody in who has proved `factor`."""
    begun = request.session.pop(BEGUN, {})
    login(request, user, backend=_BACKEND)
    prove(request, factor)
    # As Wagtail does: until the browser is closed, unless somebody asked to be remembered.
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if begun.get("remember") else 0)
    remember_first(request)


def prove(request: HttpRequest, factor: Authenticator) -> None:
    """Record that a factor was proved in this session, now."""
    if factor.type != Authenticator.Type.TOTP:  # there the time also prevents a second use
        factor.record_usage()
    record_authentication(request, factor.user, "mfa", id=factor.pk, type=factor.type)


def prove_password(request: HttpRequest) -> None:
    """Record that whoever is signed in has typed their password, now."""
    record_authentication(request, request.user, "password")  # type: ignore[arg-type]
