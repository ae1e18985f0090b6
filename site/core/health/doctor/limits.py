"""How long a check may take, and keep the database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SECONDS = 4.0  # of one check; what is not finished then is not known
_INSTRUCTIONS = 20_000  # of SQLite, between two looks at the clock


class Deadline:
    """When a check ends, by the monotonic clock."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """How many seconds are left, less than none when it has passed."""
        return self.at - time.monotonic()

    @property
    def has_passed(self) -> bool:
        return self.left <= 0


@contextmanager
def limited_queries(seconds: float = SECONDS) -> Iterator[Deadline]:
    """Have the database end each statement of the block that takes longer, as an error of it."""
    deadline = Deadline(seconds)
    if connection.vendor == "sqlite":
        with _limited_sqlite(deadline, seconds):
            yield deadline
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        cursor.execute(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
        yield deadline


@contextmanager
def _limited_sqlite(deadline: Deadline, seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    raw = connection.connection
    usual = int(float(connection.settings_dict["OPTIONS"].get("timeout", 5)) * 1000)
    raw.set_progress_handler(lambda: deadline.has_passed, _INSTRUCTIONS)
    raw.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
        raw.execute(f"PRAGMA busy_timeout = {usual}")
