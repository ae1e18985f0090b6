"""The counter: one row whose lock orders all changes of published items, so that `seq` is reliable.

A number is taken under the lock and the lock is held to the commit: a reader who follows `seq`
misses nothing, which a database sequence does not guarantee.
"""

import threading
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from core.models import PublicationCounter
from core.publication.announced import announce, is_announced
from core.publication.state import forget_state, sql_moment

_SECOND = timedelta(seconds=1)
# How far the recorded time of a change may run ahead while imports make many in a second.
_AHEAD = timedelta(seconds=2)


class _Change(threading.local):
    """The time that is recorded for what this thread changes under the lock."""

    moment: datetime | None = None


_change = _Change()


def lock_publication() -> None:
    """Take the lock that orders all changes of published items; it is held until the commit."""
    if not PublicationCounter.objects.filter(pk=1).update(value=F("value")):
        PublicationCounter.objects.create(pk=1, value=0)
    _change.moment = _following(PublicationCounter.objects.get(pk=1).changed_at)


def _following(last: datetime) -> datetime:
    """Return the present, or the next second if the last change is recorded in this one.

    `Last-Modified` has whole seconds only, and two states must not share one.
    """
    now, next_second = timezone.now(), last.replace(microsecond=0) + _SECOND
    if now >= next_second:
        return now
    return next_second if next_second <= now + _AHEAD else last


def latest_number() -> int:
    """Return the number up to which all changes are committed; 0 if there were none."""
    return PublicationCounter.objects.filter(pk=1).values_list("value", flat=True).first() or 0


def announce_again() -> None:
    """Announce the present number where another one is announced, or none.

    So it is after a publication that was rolled back, in a Redis that was emptied or that did not
    answer while something was withdrawn, and where the file was lost.
    """
    if is_announced(latest_number()):
        return
    with transaction.atomic():
        lock_publication()  # a publication that has announced its number may not have committed yet
        announce(latest_number())


def next_seqs(count: int) -> int:
    """Reserve `count` numbers and return the first. The row stays locked until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_shelfcounter SET value = value + %s, changed_at = %s WHERE id = 1"
            " RETURNING value",
            [count, sql_moment(_change.moment or timezone.now())],
        )
        last = cursor.fetchone()[0]
    announce(last)
    # At once for readers inside this transaction, and again for all others.
    forget_state()
    transaction.on_commit(forget_state)
    return last - count + 1
