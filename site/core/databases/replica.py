"""A replica of PostgreSQL, which takes reading from the primary as long as it is not behind.

Whether it is behind, the publication's number shows, which each process knows from the primary and
asks for twice a second: no clock, and no position in a log, which do not move where nobody writes.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, connections

from core.databases.breaker import REPLICA

ALIAS = "replica"


class BehindError(Exception):
    """The replica does not have yet what the primary has."""


def may_be_read() -> bool:
    """Whether there is a replica that answered, and nothing that this thread alone has written."""
    return ALIAS in connections.settings and not connection.in_atomic_block and REPLICA.may_ask()


def rows_of(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]] | None:
    """Return the rows of a query from the replica; None if it is away."""
    own = connections[ALIAS]
    try:
        with own.cursor() as cursor:
            cursor.execute(sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
    except DatabaseError as error:
        own.close()
        REPLICA.failed(error)
        return None
    return rows


def is_current(number: int, newest: int) -> bool:
    """Return whether the replica has all that the primary has published; it rests if not."""
    if number < newest:
        REPLICA.failed(BehindError(f"it is at {number}, and the primary at {newest}"))
        return False
    REPLICA.succeeded()
    return True
