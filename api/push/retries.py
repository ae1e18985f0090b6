"""When a delivery that failed is tried again: ten attempts within about three days."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_HOUR = 60 * 60
# Seconds after the first attempt, the second, and so on; 75.6 hours together.
PAUSES = (5, 300, 1800, *(hours * _HOUR for hours in (2, 5, 10, 14, 20, 24)))
_JITTER = 0.1
# So often in a row, of whatever deliveries, a receiver is taken to be down: all of them wait.
DOWN_AFTER = 3
_LONGEST_DOWN = 1800
# What a receiver may ask for by Retry-After; longer would keep withdrawals from it.
_LEAST_ASKED, _MOST_ASKED = 5, 2 * _HOUR
GIVEN_UP_AFTER = timedelta(days=3)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Return when a delivery is tried again after so many attempts; None after the last."""
    if attempts > len(PAUSES):
        return None
    return now + _about(PAUSES[attempts - 1])


def end_of_pause(failures: int, now: datetime) -> datetime | None:
    """Return until when a receiver is left alone after so many failures in a row."""
    if failures < DOWN_AFTER:
        return None
    pause = PAUSES[min(failures - DOWN_AFTER, len(PAUSES) - 1)]
    return now + _about(min(pause, _LONGEST_DOWN))


def asked_for(header: str, now: datetime) -> datetime | None:
    """Return the time that `Retry-After` asks for, within bounds; None without a usable one."""
    text = header.strip()
    if text.isascii() and text.isdecimal():
        seconds = float(text[:9])
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return now + timedelta(seconds=min(max(seconds, _LEAST_ASKED), _MOST_ASKED))


def _about(seconds: float) -> timedelta:
    """Return a time near `seconds`, so that what failed together does not return together."""
    spread = random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret
    return timedelta(seconds=seconds * spread)
