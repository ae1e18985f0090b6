"""The publication state: the version of everything that is read from the published items.

A process asks at most twice a second, so no answer is older than that. `read_published` returns
items together with the state, from the same snapshot. While the database is away, the state that
was read last still holds as long as nothing else is announced.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard

from django.db import DatabaseError, connection
from django.utils import timezone

from core.databases import replica
from core.databases.availability import is_unavailable
from core.databases.breaker import DATABASE
from core.publication.announced import announced

FRESH_SECONDS = 0.5
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Takes the present moment twice. Every row repeats the state; its time is text, parsed once.
_STATE = """counter.value, CAST(counter.changed_at AS text),
    (SELECT MAX(expires_at) FROM core_shelfitem WHERE is_public AND expires_at <= %s),
    (SELECT MIN(expires_at) FROM core_shelfitem WHERE is_public AND expires_at > %s)"""
_STATE_WIDTH = 4


@dataclass(frozen=True, slots=True)
class PublicationState:
    """What the public can be shown changes only if this does.

    `value` and `changed_at` are the counter's. Expiring items do not change it, so the last
    expiry and the next belong to the state.
    """

    value: int = 0
    changed_at: datetime = _EPOCH
    last_expiry: datetime | None = None
    next_expiry: datetime | None = None

    @property
    def modified_at(self) -> datetime:
        """When the public last saw a change.

        An expiry counts as of the next second, because a change may share its own second.
        """
        if self.last_expiry is None:
            return self.changed_at
        return max(self.changed_at, self.last_expiry + timedelta(seconds=1))


class _Known:
    """The state that this process read last, when it was read, and when it was last forgotten."""

    state: PublicationState | None = None
    asked_at = 0.0
    forgotten_at = 0.0


def known_state() -> PublicationState | None:
    """Return the state without a query, or None if what is known is too old."""
    state = _Known.state
    if state is None or time.monotonic() - _Known.asked_at > FRESH_SECONDS:
        return None
    return None if _has_expired(state) else state


def _has_expired(state: PublicationState) -> bool:
    """Whether something that the state includes has expired."""
    return state.next_expiry is not None and state.next_expiry <= timezone.now()


def publication_state() -> PublicationState:
    """Return the state: the one that is known, or else the database's."""
    return known_state() or read_published()[0]


def state_of_cached() -> PublicationState:
    """Return the state of which cached answers may be given, also while the database is away.

    What the database raises is raised where it is not certain that nothing has changed since.
    """
    last = _Known.state
    if not DATABASE.may_ask() and _still_holds(last):
        return last
    try:
        state = publication_state()
    except DatabaseError as error:
        if is_unavailable(error):
            DATABASE.failed(error)
            if _still_holds(last):
                return last
        raise
    DATABASE.succeeded()
    return state


def _still_holds(state: PublicationState | None) -> TypeGuard[PublicationState]:
    """Whether the state that was read last is the present one, without asking the database."""
    return state is not None and not _has_expired(state) and state.value == announced()


def forget_state() -> None:
    """Make the next reader ask the database; a read that is under way does not count."""
    _Known.state, _Known.forgotten_at = None, time.monotonic()


def read_published(
    source: str = "",
    params: Sequence[Any] = (),
    order: str = "",
    *,
    columns: str = "item.*",
    join: str = "",
) -> tuple[PublicationState, list[tuple[Any, ...]]]:
    """Return the state and the rows of the SQL query `source`, read in one statement.

    `columns` and `order` name what `source` selects as `item.<name>`; `join` may add long texts,
    which databases would copy once more if they were in `source`. The first column is never null.
    Written as SQL because building a query with the ORM takes longer than running it.
    """
    asked_at, now = time.monotonic(), sql_moment(timezone.now())
    # Nothing of a request is in the text, only among the parameters.
    sql = f"SELECT {_STATE} FROM core_shelfcounter AS counter"  # noqa: S608
    if source:
        sql = f"SELECT {_STATE}, {columns} FROM core_shelfcounter AS counter"  # noqa: S608
        sql += f" LEFT JOIN ({source}) AS item ON TRUE {join}"
        sql += f" ORDER BY {order}" if order else ""
        if replica.may_be_read() and (read := _read_replica(sql, [now, now, *params])):
            return read
    with connection.cursor() as cursor:
        cursor.execute(sql, [now, now, *params])
        state, rows = _separated(cursor.fetchall())
    if asked_at > _Known.forgotten_at:
        _Known.state, _Known.asked_at = state, asked_at
    return state, rows


def _read_replica(
    sql: str, params: list[Any]
) -> tuple[PublicationState, list[tuple[Any, ...]]] | None:
    """Return what the replica has, or None if it is away or behind what the primary had published.

    The primary is asked first: what it publishes after that may be half a second late, as with
    every state that is known.
    """
    newest = publication_state()
    rows = replica.rows_of(sql, params)
    if rows is None:
        return None
    read = _separated(rows)
    return read if replica.is_current(read[0].value, newest.value) else None


def _separated(rows: list[tuple[Any, ...]]) -> tuple[PublicationState, list[tuple[Any, ...]]]:
    """Return the state, which every row repeats, and the rest of the rows that have one."""
    state = _state_of(rows[0]) if rows else PublicationState()
    found = [row[_STATE_WIDTH:] for row in rows]
    return state, [row for row in found if row and row[0] is not None]


def _state_of(row: tuple[Any, ...]) -> PublicationState:
    value, changed_at, last_expiry, next_expiry = row[:_STATE_WIDTH]
    return PublicationState(
        value, from_sql(changed_at) or _EPOCH, from_sql(last_expiry), from_sql(next_expiry)
    )


def sql_moment(moment: datetime) -> Any:
    """Return an aware time as the database takes it in SQL."""
    if connection.vendor == "sqlite":  # as Django writes it there, without its many steps
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return moment


def placeholders(values: Sequence[Any]) -> str:
    """Return an SQL placeholder for each of the values."""
    return ", ".join(["%s"] * len(values))


def sql_content(column: str) -> str:
    """Return the SQL of a column of text that is sent as it is; see `as_content`."""
    # What SQLite gives as text is decoded only to be encoded again.
    return f"CAST({column} AS BLOB)" if connection.vendor == "sqlite" else column


def as_content(value: Any) -> bytes:
    """Return what `sql_content` gave, in UTF-8."""
    return value if isinstance(value, bytes) else value.encode()


def from_sql(value: Any) -> datetime | None:
    """Return a time as the database gave it, aware; SQLite gives text, or one without a zone."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
