"""What is written to the security log by itself, by signals and from answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import signals as auth_signals
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from wagtail.signals import page_unpublished

from cms.accounts import attempts, devices, password_changed
from cms.accounts.attempts import Limit
from cms.privacy.current_user import current_request
from core import security_log, sessions
from core.addresses.base import CMS_PATH
from core.clients import client_network
from core.models import User

# Of wrong passwords one entry is written for an account and network in this time, and of all
# together no more than these: a flood of them must not fill the database.
_QUARTER = timedelta(minutes=15)
_MOST_FAILURES = 200
_FILES = {"csv", "xlsx"}


def connect() -> None:
    """Listen to what is written to the log. Called in `ready()`."""
    auth_signals.user_logged_in.connect(_signed_in)
    auth_signals.user_logged_out.connect(_signed_out)
    auth_signals.user_login_failed.connect(_failed)
    post_save.connect(_user_saved, sender=User)
    page_unpublished.connect(_unpublished)


def _signed_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Begin the session of whoever has signed in; `SessionActivityMiddleware` does the rest."""
    request.session.begin(*devices.kind_of(request))  # type: ignore[attr-defined]
    request.signed_in_user = user  # type: ignore[attr-defined]
    security_log.record("sign_in", request=request, actor=user)


def _signed_out(request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        security_log.record("sign_out", request=request, actor=user)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Write an entry with the account, if there is one; never what was typed."""
    typed = str(credentials.get("username", ""))
    network = client_network(request) if request else ""
    limits = [
        Limit(("log", "sign-in", network, typed.casefold()), 1, _QUARTER),
        Limit(("log", "sign-in"), _MOST_FAILURES, _QUARTER),
    ]
    try:
        attempts.begin(limits)
    except attempts.TooManyError:
        return
    user = User.objects.filter(email__iexact=typed).first()
    security_log.record("sign_in_failed", request=request, about=user)


def _user_saved(instance: User, created: bool, **_kwargs: Any) -> None:
    """End the sessions of whose password was changed, or whose account was closed.

    Django sets `_password` while it saves one that was set; a hash that is only renewed has none.
    The session in which somebody changes the own password gets a new key after this, and stays.
    """
    if created:
        return
    if getattr(instance, "_password", None) is not None:
        sessions.end_all(instance)
        security_log.record("password_changed", request=current_request(), about=instance)
        password_changed.notify(instance)
    elif not instance.is_active:
        sessions.end_all(instance)


def _unpublished(instance: Any, **_kwargs: Any) -> None:
    """Write who withdrew which page; not what the worker withdraws when its time is over."""
    if request := current_request():
        security_log.record("unpublished", request=request, page=instance.pk)


class ExportLogMiddleware:
    """Writes to the log that somebody took a list as a file, whichever list of the CMS it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_file = response.status_code == 200 and response.has_header("Content-Disposition")
        if is_file and request.path_info.startswith(CMS_PATH):
            match = request.resolver_match
            if match and request.GET.get("export") in _FILES:
                security_log.record("export", request=request, list=match.view_name)
        return response
