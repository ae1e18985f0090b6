"""The security log: who did what to accounts and to what is public; append-only, 400 days."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from core.clients import client_address
from core.logs.lines import request_id
from core.logs.private import network_of
from core.models import SecurityEvent, User

LASTS = timedelta(days=400)


def record(
    kind: str,
    *,
    request: HttpRequest | None = None,
    actor: User | None = None,
    about: User | None = None,
    network: str = "",
    **details: Any,
) -> SecurityEvent:
    """Write an entry, in the transaction of whatever it is about.

    `kind` is a code such as "sign_in" or "factor_reset". The actor is whoever is signed in with
    `request`, unless named. Without a request, `network` is where it came from, if
    that is known (`network_of`). `details` are plain values of JSON: codes, ids and numbers, never
    titles, addresses of people, secrets or links.
    """
    if actor is None and request is not None:
        user = getattr(request, "user", AnonymousUser())
        actor = user if isinstance(user, User) else None
    return SecurityEvent.objects.create(
        kind=kind,
        actor_id=actor.pk if actor else None,
        actor_name=_name_of(actor),
        about_id=about.pk if about else None,
        about_name=_name_of(about),
        network=network_of(client_address(request)) if request else network,
        request_id=request_id.get(),
        details=details,
    )


def _name_of(user: User | None) -> str:
    return str(user.get_full_name() or f"#{user.pk}") if user else ""


def remove_old() -> int:
    """Remove entries that are older than 400 days; return how many."""
    old = SecurityEvent.objects.filter(at__lt=timezone.now() - LASTS)
    return QuerySet.delete(old)[0] if old.exists() else 0
