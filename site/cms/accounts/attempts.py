"""Limits of attempts, such as sign-ins: counted in the database, so that all processes agree.

A cache would forget the count when it is emptied, and each process would count for itself where
there is none. The row is written before the attempt is made, in a transaction of its own: attempts
that run side by side see each other, and nothing slow, such as hashing a password, happens under
SQLite's write lock. Once a limit is used up, nothing more is written.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import Attempt


@dataclass(frozen=True)
class Limit:
    """How many attempts are too many for one name.

    The name is made of parts, such as ("sign-in", "address", "192.0.2.1").
    """

    name: tuple[str, ...]
    most: int
    period: timedelta

    @property
    def key(self) -> str:
        return salted_hmac("cms.accounts.attempts", repr(self.name), algorithm="sha256").hexdigest()


class TooManyError(Exception):
    """A limit is used up: the attempt must not be made."""


def begin(limits: Sequence[Limit]) -> list[int]:
    """Count an attempt under each of the limits, and return it for `succeed`.

    Raises TooManyError if one of them is used up. However many begin at once, no more than the
    limit go on; it may be fewer, because each sees the others.
    """
    if any(number >= limit.most for limit, number in _numbers(limits)):
        raise TooManyError
    now = timezone.now()
    rows = Attempt.objects.bulk_create(
        Attempt(key=limit.key, counts_until=now + limit.period) for limit in limits
    )
    if any(number > limit.most for limit, number in _numbers(limits)):
        raise TooManyError
    return [row.pk for row in rows]


def _numbers(limits: Sequence[Limit]) -> Iterator[tuple[Limit, int]]:
    found = Attempt.objects.counting().filter(key__in=[limit.key for limit in limits])
    numbers = Counter(found.values_list("key", flat=True))
    return ((limit, numbers[limit.key]) for limit in limits)


def succeed(attempt: Sequence[int], *, clearing: Sequence[Limit] = ()) -> None:
    """Remove an attempt that succeeded, and all others under the limits `clearing`."""
    keys = [limit.key for limit in clearing]
    Attempt.objects.filter(Q(pk__in=attempt) | Q(key__in=keys)).delete()


def remove_old() -> int:
    """Remove attempts that no longer count; return how many."""
    old = Attempt.objects.over()
    return old.delete()[0] if old.exists() else 0
