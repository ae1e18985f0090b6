"""What the worker does once a day: remove old notices, and send the daily email at its hour."""

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

# For each kind of work: the occasion of the last try, and when to try again.
_tried: dict[str, tuple[object, float]] = {}


def do_daily_work(at: datetime | None = None) -> None:
    """Do what has not been done today, or on the day of `at`; called twice a minute."""
    now = timezone.localtime(at)
    _once("notices", now.date(), remove_old)
    moment = digest_moment(now)
    if moment is not None and now >= moment:
        _once("digest", moment, lambda: send_digests(until=moment))


def digest_moment(now: datetime) -> datetime | None:
    """Return when today's email is due, or None if no hour is set."""
    hour: int | None = settings.TRANSLATION_DIGEST_HOUR
    return None if hour is None else now.replace(hour=hour, minute=0, second=0, microsecond=0)


def _once(kind: str, occasion: object, work: Callable[[], object]) -> None:
    """Do `work` unless this process has done it on that occasion; after a fault, again in a while.

    The memory only saves queries: the work itself finds in the database what is done already.
    A fault is reported to administrators until the work succeeds, on whichever day.
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
