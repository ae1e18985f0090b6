"""The publication number, announced outside of the database before it is committed.

While the database is away, readers are given what is cached, unless something was published or
withdrawn since: whatever was withdrawn must not come back because nobody can be asked. The number
is in a file of DATA_DIR, and in Redis where there is one, for other machines. Where there is Redis
and it has no number, or neither Redis nor the file, nothing is given.

One write replaces the number in its place, so that a full disk does not prevent it. It need not
be synced: whatever makes a machine forget the file makes its processes forget what they cached.
"""

import logging
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from core.caching.shared import shared

logger = logging.getLogger(__name__)

NAME = "publication-number"
_KEY = "publication-number"
_DIGITS = 20


def announce(number: int) -> None:
    """Announce a number that is about to be committed. A takedown succeeds even if it cannot be."""
    try:
        _write(number)
    except OSError as error:
        logger.error("The publication number cannot be announced: %s", error)  # noqa: TRY400
        with suppress(OSError):  # an old number would be believed
            _file().unlink(missing_ok=True)
    if settings.REDIS_URL:
        shared.set(_KEY, number, None)


def announced() -> int | None:
    """Return the latest number that was announced; None if that is not certain.

    Of the machines that share Redis only the one with the CMS has a file that is written.
    """
    in_file = _read()
    if not settings.REDIS_URL:
        # The file of one machine knows nothing of what the others publish.
        return in_file if settings.ROLE == "all" else None
    in_redis = shared.get(_KEY)
    if not isinstance(in_redis, int):
        return None
    return max(in_redis, in_file or 0)


def is_announced(number: int) -> bool:
    """Whether this number, and no other one, is announced in every place.

    One place is not enough: machines that cannot see the file believe Redis alone.
    """
    in_redis = shared.get(_KEY) if settings.REDIS_URL else number
    return _read() == in_redis == number


def _file() -> Path:
    return Path(settings.VAR) / NAME


def _write(number: int) -> None:
    descriptor = os.open(_file(), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(descriptor, f"{number:0{_DIGITS}}\n".encode(), 0)
    finally:
        os.close(descriptor)


def _read() -> int | None:
    try:
        text = _file().read_bytes()
    except OSError:
        return None
    digits = text[:_DIGITS]
    return int(digits) if len(text) == _DIGITS + 1 and digits.isdigit() else None
