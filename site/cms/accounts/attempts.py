"""Limits of attempts, such as sign-ins: counted in the database, so that all processes agree.

A cache would forget the count when it is emptied, and each process would count for itself where
there is none. The row is written before the attempt is made, in a transaction of its own: attempts
that run side by side see each other, and nothing slow, such as hashing a password, happens under
SQLite's write lock. Once a limit is used up, nothing more is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import Attempt

_AT_ONCE = timedelta()


@dataclass(frozen=True)
class Limit:
    """How many attempts are too many for one name.

    The name is made of parts, such as ("sign-in", "network", "192.0.2.1"). Beyond `most` in
    `period` nothing goes on until the first of them is over; with a `pause`, one more goes on each
    time that as much has passed since the last, and the pause doubles until it is `longest`.
    """

    name: tuple[str, ...]
    most: int
    period: timedelta
    pause: timedelta | None = None
    longest: timedelta = timedelta(minutes=15)

    @property
    def key(self) -> str:
        return salted_hmac("cms.accounts.attempts", repr(self.name), algorithm="sha256").hexdigest()

    def wait(self, number: int, first_over: datetime, last_over: datetime) -> timedelta:
        """Return how long the next attempt has to wait after `number` others.

        The times are those until which the first and the last of them count.
        """
        if number < self.most:
            return _AT_ONCE
        if self.pause is None:
            return first_over - timezone.now()
        pause = min(self.pause * 2 ** min(number - self.most, 20), self.longest)
        return last_over - self.period + pause - timezone.now()


class TooManyError(Exception):
    """A limit is used up: the attempt must not be made before `wait` is over."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"{wait} are left")
        self.wait = wait

    @property
    def seconds(self) -> int:
        """The wait in whole seconds, at least one."""
        return max(1, -int(-self.wait.total_seconds() // 1))


def begin(limits: Sequence[Limit]) -> list[int]:
    """Count an attempt under each of the limits, and return it for `succeed`.

    Raises TooManyError if one of them is used up. However many begin at once, no more than the
    limit go on; it may be fewer, because each sees the others.
    """
    _check(limits)
    now = timezone.now()
    rows = Attempt.objects.bulk_create(
        Attempt(key=limit.key, counts_until=now + limit.period) for limit in limits
    )
    attempt = [row.pk for row in rows]
    _check(limits, but=attempt)
    return attempt


def _check(limits: Sequence[Limit], but: Iterable[int] = ()) -> None:
    """Raise TooManyError for the longest wait that is left."""
    by_key = {limit.key: limit for limit in limits}
    found = Attempt.objects.counting().filter(key__in=by_key).exclude(pk__in=list(but))
    times = Count("pk"), Min("counts_until"), Max("counts_until")
    rows = found.values_list("key").annotate(*times).order_by()
    wait = max((by_key[key].wait(*seen) for key, *seen in rows), default=_AT_ONCE)
    if wait > _AT_ONCE:
        raise TooManyError(wait)


def succeed(attempt: Sequence[int], *, clearing: Sequence[Limit] = ()) -> None:
    """Remove an attempt that succeeded, and all others under the limits `clearing`."""
    keys = [limit.key for limit in clearing]
    Attempt.objects.filter(Q(pk__in=attempt) | Q(key__in=keys)).delete()


def is_first(limit: Limit) -> bool:
    """Whether a limit is not used up yet; counts this time under it."""
    try:
        begin([limit])
    except TooManyError:
        return False
    return True


def remove_old() -> int:
    """Remove attempts that no longer count; return how many."""
    old = Attempt.objects.over()
    return old.delete()[0] if old.exists() else 0
