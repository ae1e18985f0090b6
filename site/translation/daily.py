"""What the worker does once a day: old notices go, and the daily e-mail leaves at its hour."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from core.problems import Kind, surviving
from translation.digest import send_digests
from translation.notices import remove_old

_A_DAY = 24 * 60 * 60
_UNTIL_NEXT_TRY = 10 * 60


def do_daily_work(at: datetime | None = None) -> None:
    """Do what has not been done today, or on the day of `at`; called twice a minute."""
    now = timezone.localtime(at)
    _once("notices", now.date().isoformat(), remove_old)
    moment = digest_moment(now)
    if moment is not None and now >= moment:
        _once("digest", moment.isoformat(), lambda: send_digests(until=moment))


def digest_moment(now: datetime) -> datetime | None:
    """Return when today's e-mail is due, or None where none is wanted."""
    hour: int | None = settings.TRANSLATION_DIGEST_HOUR
    return None if hour is None else now.replace(hour=hour, minute=0, second=0, microsecond=0)


def _once(name: str, day: str, work: Callable[[], object]) -> None:
    """Do `work` if nobody who shares this cache has done it; after a fault, again in a while.

    The cache only saves looking: who does the work twice finds in the database that it is done.
    Administrators are told of a fault until the work succeeds, on whichever day.
    """
    key = f"translation-daily:{name}:{day}"
    if cache.add(key, True, _UNTIL_NEXT_TRY):
        with surviving(f"daily:{name}", Kind.REPEATED):
            work()
            cache.set(key, True, _A_DAY)
