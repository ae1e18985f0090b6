"""What people read who tried too often: how long they have to wait, in seconds or in minutes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext_lazy

from cms.accounts.attempts import TooManyError

# From this on, what is left is shown in minutes.
_MINUTES_FROM = 120

# For each thing that is tried, the text in seconds and the text in minutes.
PASSWORDS = (
    ngettext_lazy(
        "Too many wrong passwords. Try again in %(seconds)s second.",
        "Too many wrong passwords. Try again in %(seconds)s seconds.",
        "seconds",
    ),
    ngettext_lazy(
        "Too many wrong passwords. Try again in %(minutes)s minute.",
        "Too many wrong passwords. Try again in %(minutes)s minutes.",
        "minutes",
    ),
)
CODES = (
    ngettext_lazy(
        "Too many wrong codes. Try again in %(seconds)s second, or use a passkey.",
        "Too many wrong codes. Try again in %(seconds)s seconds, or use a passkey.",
        "seconds",
    ),
    ngettext_lazy(
        "Too many wrong codes. Try again in %(minutes)s minute, or use a passkey.",
        "Too many wrong codes. Try again in %(minutes)s minutes, or use a passkey.",
        "minutes",
    ),
)
INVITATIONS = (
    ngettext_lazy(
        "Too many attempts. Try again in %(seconds)s second.",
        "Too many attempts. Try again in %(seconds)s seconds.",
        "seconds",
    ),
    ngettext_lazy(
        "Too many attempts. Try again in %(minutes)s minute.",
        "Too many attempts. Try again in %(minutes)s minutes.",
        "minutes",
    ),
)
REQUESTS = (
    ngettext_lazy(
        "Too many requests. Try again in %(seconds)s second.",
        "Too many requests. Try again in %(seconds)s seconds.",
        "seconds",
    ),
    ngettext_lazy(
        "Too many requests. Try again in %(minutes)s minute.",
        "Too many requests. Try again in %(minutes)s minutes.",
        "minutes",
    ),
)


def too_many(error: TooManyError, texts: tuple[Any, Any]) -> ValidationError:
    """Return what a form shows after a limit was used up, with the time that is left."""
    in_seconds, in_minutes = texts
    seconds = error.seconds
    if seconds < _MINUTES_FROM:
        return ValidationError(in_seconds, "throttled", {"seconds": seconds})
    return ValidationError(in_minutes, "throttled", {"minutes": -(-seconds // 60)})
