"""The counter: one row whose lock orders all changes of the shelf, so that `seq` never lies.

A number is taken under the lock and the lock is held to the commit: a reader who follows `seq`
can skip nothing, which a database sequence does not promise.
"""

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from core.models import ShelfCounter
from core.shelf.state import forget_state, sql_moment


def lock_shelf() -> None:
    """Take the lock that orders all changes of the shelf; it is held until the commit."""
    if not ShelfCounter.objects.filter(pk=1).update(value=F("value")):
        ShelfCounter.objects.create(pk=1, value=0)


def next_seqs(count: int) -> int:
    """Reserve `count` numbers and return the first. The row stays locked until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_shelfcounter SET value = value + %s, changed_at = %s WHERE id = 1"
            " RETURNING value",
            [count, sql_moment(timezone.now())],
        )
        last = cursor.fetchone()[0]
    # At once for readers inside this transaction, and again for all others.
    forget_state()
    transaction.on_commit(forget_state)
    return last - count + 1
