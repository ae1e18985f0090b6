"""What the worker does once a day: old notices go, and the daily e-mail leaves at its hour."""

import math
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from core.background.problems import Kind, surviving
from translation.notifications.digest import send_digests
from translation.notifications.events import remove_old

_UNTIL_NEXT_TRY = 10 * 60.0  # seconds

# Of each kind of work: the occasion that was last worked for, and when to look at it again.
_tried: dict[str, tuple[object, float]] = {}


def do_daily_work(at: datetime | None = None) -> None:
    """Do what has not been done today, or on the day of `at`; called twice a minute."""
    now = timezone.localtime(at)
    _once("notices", now.date(), remove_old)
    moment = digest_moment(now)
    if moment is not None and now >= moment:
        _once("digest", moment, lambda: send_digests(until=moment))


def digest_moment(now: datetime) -> datetime | None:
    """Return when today's e-mail is due, or None where none is wanted."""
    hour: int | None = settings.TRANSLATION_DIGEST_HOUR
    return None if hour is None else now.replace(hour=hour, minute=0, second=0, microsecond=0)


def _once(kind: str, occasion: object, work: Callable[[], object]) -> None:
    """Do `work` unless this process has done it on that occasion; after a fault, again in a while.

    The memory only saves looking: who does the work twice finds in the database that it is done.
    Administrators are told of a fault until the work succeeds, on whichever day.
    """
    last, not_before = _tried.get(kind, (None, 0.0))
    if last == occasion and time.monotonic() < not_before:
        return
    _tried[kind] = (occasion, time.monotonic() + _UNTIL_NEXT_TRY)
    with surviving(f"daily:{kind}", Kind.REPEATED):
        work()
        _tried[kind] = (occasion, math.inf)


def forget() -> None:
    """Forget what this process has done, as if it had begun just now."""
    _tried.clear()
