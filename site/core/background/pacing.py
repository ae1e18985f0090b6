"""Long work in short transactions, with a pause after each for those who wait to write.

SQLite has one write lock and no queue for it: who waits looks again after 100 ms at the latest,
and work that takes the lock again at once shuts out everybody else. PostgreSQL locks rows and
serves those who wait in turn, so that short transactions are enough there.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from core.databases.statistics import Growth

# How long a batch should hold the lock. Somebody who waits for two of them has waited a second.
LOCK_SECONDS = 0.4
# Longer than SQLite sleeps between two looks, so that everybody who waits looks during a pause.
PAUSE_SECONDS = 0.15
# Of the first batch, of which nobody knows how long it takes: a machine may be busy or slow.
FIRST = 5


class Pace:
    """How many things the next batch of long work may write, and the pause after each batch.

        pace = Pace(most=20)
        while some := list(islice(lines, pace.size)):
            with pace.batch(len(some)), publication_transaction():
                …

    `size` follows how long the batches held the lock; it is never more than `most`. Where others
    may write while the next batch is prepared, `is_prepared_between` has that count as the pause.
    PostgreSQL plans its queries for what has been written so far.
    """

    def __init__(self, most: int, *, is_prepared_between: bool = False) -> None:
        self.most = most
        self.size = min(FIRST, most)
        self.is_prepared_between = is_prepared_between
        self._growth = Growth()
        self._rested_at = self._may_write_at = time.monotonic()

    @contextmanager
    def batch(self, count: int) -> Iterator[None]:
        """Run the block, which writes `count` things, in a transaction; then let others write."""
        if self.is_prepared_between:
            self._wait()
        began = time.monotonic()
        try:
            with transaction.atomic():
                began = time.monotonic()  # SQLite's lock is waited for before, and held from here
                yield
        finally:
            held = time.monotonic() - began
            # At most twice as many at a time: the first things of a file may not be typical.
            factor = min(2.0, _lock_seconds() / max(held, 0.001))
            self.size = max(1, min(self.most, round(count * factor)))
            self._may_write_at = time.monotonic() + max(PAUSE_SECONDS, held / 2)
            if not self.is_prepared_between:
                self._wait()
        self._growth.add(count)

    def _wait(self) -> None:
        """Let others write for as long as is left of the pause."""
        left = self._may_write_at - time.monotonic()
        if left > 0:
            _let_others_write(left)

    def rest(self) -> None:
        """Let others write, unless they just could: for work made of many short transactions."""
        if time.monotonic() - self._rested_at >= LOCK_SECONDS:
            _let_others_write(PAUSE_SECONDS)
            self._rested_at = time.monotonic()


def _lock_seconds() -> float:
    """How long a batch should take; where waiting is in turn, everybody waits for one only."""
    return LOCK_SECONDS if connection.vendor == "sqlite" else 2 * LOCK_SECONDS


def _let_others_write(seconds: float) -> None:
    """Pause, except inside a transaction, which holds the lock anyway."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(seconds)
