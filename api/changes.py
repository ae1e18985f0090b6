"""The changes of published items since a reader's last request, in the order of `seq`.

Each item has one row with the number of its latest change, so several changes of one item are
one: a reader who follows the numbers gets every item as it is now, and an item that changes
meanwhile comes again later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from api.answers import as_json
from api.cursors import EPOCH, Cursor, microseconds_of, moment_at
from api.fields import narrowed
from api.ids import Ids
from api.rows import COLUMNS, FULL, Row, read_rows, work_in_sql
from core.language.times import utc
from core.publication.state import PublicationState, placeholders, sql_content, sql_moment

# An older cursor is refused, so that a copy which missed a year of withdrawals is made anew.
CURSOR_LIFETIME = timedelta(days=400)
# Beyond every number: a first page reports no withdrawal at all.
_ENDLESS = 2**63 - 1


@dataclass(frozen=True)
class Place:
    """How far a reader has come.

    `seq`: changes up to this number were sent to them. `snapshot`: the latest number when they
    began; nothing that was withdrawn up to then was ever sent to them. `recorded_until`: the time
    up to which expired items were sent, with the `seq` of the last one that expired then.
    """

    seq: int = 0
    snapshot: int = _ENDLESS
    recorded_until: datetime | None = None
    recorded_seq: int = 0

    @classmethod
    def of(cls, cursor: Cursor) -> "Place":
        seq, snapshot, recorded_until, recorded_seq = cursor.position
        return cls(seq, snapshot, moment_at(recorded_until), recorded_seq)

    @property
    def cursor(self) -> Cursor:
        recorded_until = microseconds_of(self.recorded_until or EPOCH)
        return Cursor((self.seq, self.snapshot, recorded_until, self.recorded_seq))

    @property
    def is_expired(self) -> bool:
        """Whether the cursor was given too long ago."""
        return (
            self.recorded_until is not None
            and timezone.now() - self.recorded_until > CURSOR_LIFETIME
        )


@dataclass(frozen=True)
class Changes:
    """A page of changes, where the next begins, and whether it has anything yet."""

    rows: Sequence[Row]
    place: Place
    has_more: bool


class Scope(NamedTuple):
    """Which items a reader follows: of these types and languages and, if given, of these ids."""

    types: Sequence[str]
    langs: Sequence[str]
    ids: Ids | None = None


def changes_after(place: Place, scope: Scope, limit: int) -> tuple[PublicationState, Changes]:
    """Return what follows `place` among the items of a scope, in one query.

    Two things follow: rows whose number is higher, and known items that have expired but are not
    withdrawn yet, since expiry itself gives no number.
    """
    now = timezone.now()
    state, rows = read_rows(*_query(place, now, scope, limit + 1), "item.seq")
    ended = sorted((row for row in rows if row.seq <= place.seq), key=_end)
    moved = [row for row in rows if row.seq > place.seq]
    if len(ended) > limit:
        last = ended[limit - 1]
        following = Place(place.seq, _snapshot(place, state), last.expires_at, last.seq)
        return state, Changes(ended[:limit], following, has_more=True)
    shown = moved[: limit - len(ended)]
    has_more = len(shown) < len(moved)
    seq = shown[-1].seq if shown else place.seq
    if not has_more:
        # Nobody can still commit a number up to the state's value, so it may be passed: the
        # counter's lock is held until the commit, and the value is of the same statement, hence
        # of the same snapshot, as the rows. Whatever is committed later has a higher number.
        seq = max(seq, state.value)
    following = Place(seq, _snapshot(place, state), now)
    return state, Changes([*sorted(ended, key=lambda row: row.seq), *shown], following, has_more)


def _end(row: Row) -> tuple[datetime, int]:
    return row.expires_at or EPOCH, row.seq


def _snapshot(place: Place, state: PublicationState) -> int:
    return state.value if place.snapshot == _ENDLESS else place.snapshot


def _query(place: Place, now: datetime, scope: Scope, limit: int) -> tuple[str, list[Any]]:
    """Return the SQL of both parts and its parameters.

    The second part omits what was withdrawn before the reader began.
    """
    present, since = sql_moment(now), sql_moment(place.recorded_until or now)
    columns = f"{COLUMNS}, {sql_content(FULL)}"
    types, among = scope.types, [*scope.langs]
    table = f"SELECT {columns} FROM core_shelfitem WHERE lang IN ({placeholders(among)})"  # noqa: S608
    if scope.ids is not None:
        condition, works = scope.ids.conditions("core_shelfitem")
        table, among = f"{table} AND {condition}", [*among, *map(work_in_sql, works)]
    # Few items expire, and few of them just now: type and number are written so that SQLite does
    # not choose their indexes, in which it would read every known row.
    ended = f"""{table} AND type || '' IN ({placeholders(types)}) AND is_public
        AND expires_at >= %s AND expires_at <= %s
        AND (expires_at > %s OR seq > %s) AND seq + 0 <= %s ORDER BY expires_at, seq LIMIT %s"""
    moved = f"""{table} AND type IN ({placeholders(types)}) AND seq > %s
        AND (seq > %s OR (is_public AND (expires_at IS NULL OR expires_at > %s)))
        ORDER BY seq LIMIT %s"""
    params = [
        *(*among, *types, since, present, since, place.recorded_seq, place.seq, limit),
        *(*among, *types, place.seq, place.snapshot, present, limit),
    ]
    return f"SELECT * FROM ({ended}) AS a UNION ALL SELECT * FROM ({moved}) AS b", params  # noqa: S608


def entry_of(row: Row, fields: Sequence[str] | None = None) -> bytes:
    """Return a change as JSON: the item as it is now, or the notice that it is gone."""
    if row.gone_since is None:
        item = narrowed(row.full, fields)
        return b'{"op":"upsert","seq":%d,"item":%b}' % (row.seq, item)
    return as_json(
        {
            "op": "delete",
            "seq": row.seq,
            "id": f"{row.work}:{row.lang}",
            "work": str(row.work),
            "lang": row.lang,
            "type": row.type,
            "gone_since": utc(row.gone_since),
        }
    )
