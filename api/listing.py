"""The SQL of lists: in which order they are, and how a place in them is sought.

Keys are found first, on the indexes alone; content is fetched for those of one page.
"""

# Values are placeholders, and everything else is written in this file.
# ruff: noqa: S608

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from api.counts import cache_count, last_counted
from api.cursors import EPOCH, Cursor, microseconds_of, moment_at
from api.rows import FULL
from api.search import starting
from api.tables import Selection, Tables, need_dates, tables_of
from core.publication.state import (
    PublicationState,
    from_sql,
    known_state,
    placeholders,
    read_published,
    sql_content,
    sql_moment,
)
from core.search.analysis.documents import TITLE
from core.search.analysis.levels import Level
from core.search.analysis.prefixes import PrefixQuery
from core.search.analysis.queries import NO_QUERY, SearchQuery
from core.search.index.ranking import recency
from core.search.index.tables import ITEMS


@dataclass(frozen=True)
class Order:
    """The order of a list: by `published_at` or by `seq`, whose time is `updated_at`."""

    column: str
    is_descending: bool


ORDERS = {
    "-published_at": Order("published_at", True),
    "published_at": Order("published_at", False),
    "-updated_at": Order("seq", True),
    "updated_at": Order("seq", False),
}


class Keys(NamedTuple):
    """SQL that finds the keys of a page, as columns id and then what they are ordered by."""

    sql: str
    params: list[Any]
    is_descending: bool


def keys_in_order(selection: Selection, order: Order, cursor: Cursor | None, number: int) -> Keys:
    """Return the SQL of `number` keys from `cursor` on, as columns id and place."""
    is_alone = selection.either is not None and not selection.facets and selection.ids is None
    if is_alone and order.column != "seq":
        return _keys_of_either(selection, order, cursor, number)
    return _keys(selection, order, cursor, number)


def _keys_of_either(selection: Selection, order: Order, cursor: Cursor | None, number: int) -> Keys:
    """Return the keys of items that have one of several facets, each item once.

    Each facet is sought by itself, so that its index gives the order; the first items of all are
    among the first of each.
    """
    kind, names = selection.either or ("", ())
    alone = [selection._replace(either=None, facets=((kind, name),)) for name in names]
    each = [_keys(one, order, cursor, number, is_part=True) for one in alone]
    found = " UNION ".join(f"SELECT * FROM ({keys.sql}) AS f{at}" for at, keys in enumerate(each))
    is_descending = each[0].is_descending
    way = "DESC" if is_descending else "ASC"
    sql = f"SELECT id, place FROM ({found}) AS found ORDER BY sought {way}, id {way} LIMIT %s"
    params = [value for keys in each for value in keys.params]
    return Keys(sql, [*params, number], is_descending)


def _keys(
    selection: Selection,
    order: Order,
    cursor: Cursor | None,
    number: int,
    *,
    is_part: bool = False,
) -> Keys:
    """Return the SQL of keys; for a part of others, with the place as the database orders it."""
    tables = tables_of(selection, by_seq=order.column == "seq")
    is_backward = cursor is not None and cursor.is_backward
    is_descending = order.is_descending is not is_backward
    after, before = selection.published_after, selection.published_before
    place = f"{tables.item if order.column == 'seq' else tables.row}.{order.column}"
    if cursor is not None and order.column == "seq":
        tables.need(f"{place} {'<' if is_descending else '>'} %s", *cursor.position)
    elif cursor is not None:
        _need_beyond(tables, place, cursor, is_descending)
        # The cursor lies within the dates. A second bound on that side could be the one that the
        # database seeks, and have it read everything between the two.
        after, before = (after, None) if is_descending else (None, before)
    need_dates(tables, after, before)
    way = "DESC" if is_descending else "ASC"
    # Numbers differ; dates may not.
    ties = "" if order.column == "seq" else f", {tables.key} {way}"
    column = place if order.column == "seq" else f"CAST({place} AS text)"
    columns = f"{tables.key} AS id, {column} AS place{f', {place} AS sought' if is_part else ''}"
    sql = f"SELECT {columns} {tables.sql} ORDER BY {place} {way}{ties} LIMIT %s"
    return Keys(sql, [*tables.params, number], is_descending)


def _need_beyond(tables: Tables, place: str, cursor: Cursor, is_descending: bool) -> None:
    """The bound on the date alone lets the index be sought; the rest settles one moment."""
    microseconds, key = cursor.position
    moment = sql_moment(moment_at(microseconds))
    sign = "<" if is_descending else ">"
    tables.need(f"{place} {sign}= %s", moment)
    tables.need(f"({place} {sign} %s OR {tables.key} {sign} %s)", moment, key)


def position_in(order: Order, row: Sequence[Any]) -> tuple[int, ...]:
    """Return the place of a row in its list, as cursors hold it."""
    key, place = row[:2]
    if order.column == "seq":
        return (place,)
    return microseconds_of(from_sql(place) or EPOCH), key


def keys_by_relevance(selection: Selection, start: int, number: int) -> Keys:
    """Return the SQL of `number` keys of a selection with a query, the best ones first.

    Their columns are id and then what they are ordered by: how near their level is to an exact
    one, points, and the date.
    """
    tables = tables_of(selection._replace(query=None))
    need_dates(tables, selection.published_after, selection.published_before)
    found = ITEMS.ranked(selection.query or NO_QUERY)
    date = f"{tables.row}.published_at"
    sql = (
        f"SELECT {tables.key} AS id, {int(Level.SPELLING)} - found.level AS nearness,"
        f" found.points + {recency(date)} AS points, CAST({date} AS text) AS place"
        f" FROM ({found.text}) AS found JOIN {tables.source} ON {tables.key} = found.id"
        f" WHERE {' AND '.join(tables.conditions)}"
        f" ORDER BY nearness DESC, points DESC, {date} DESC, id DESC LIMIT %s OFFSET %s"
    )
    return Keys(sql, [*found.params, *tables.params, number, start], is_descending=True)


def read_list(
    selection: Selection, keys: Keys, *, with_body: bool = False
) -> tuple[PublicationState, int, list[Any]]:
    """Return the state, how many items the selection has, and the rows of the page at `keys`.

    Rows are (id, …, content, lang). All comes from one statement, which counts only if the number
    is not known for the state; a second one is needed where that turns out to be another.
    """
    is_searched = selection.query is not None  # what people search for is cached nowhere
    last, known = None if is_searched else last_counted(selection), known_state()
    if last is not None and (known is None or known == last[0]):
        state, rows = _read(keys.sql, keys.params, with_body)
        if state == last[0]:
            return state, last[1], _sorted(rows, keys)
    counting, values = count_of(selection)
    # One row at least, for the number of a page that has no items.
    sql = (
        f"SELECT counted.number, keys.* FROM ({counting}) AS counted LEFT JOIN ({keys.sql}) AS keys"
    )
    state, rows = _read(f"{sql} ON TRUE", [*values, *keys.params], with_body)
    number = rows[0][0] if rows else 0
    if not is_searched:
        cache_count(selection, state, number)
    return state, number, _sorted([row[1:] for row in rows if row[1] is not None], keys)


def _read(source: str, params: list[Any], with_body: bool) -> tuple[PublicationState, list[Any]]:
    """Return the state and the rows of `source`, the content at its `id` and its language added."""
    content = sql_content(f"shown.{FULL if with_body else 'card'}")
    return read_published(
        source,
        params,
        columns=f"item.*, {content}, shown.lang",
        join="LEFT JOIN core_shelfitem AS shown ON shown.id = item.id",
    )


def _sorted(rows: list[Any], keys: Keys) -> list[Any]:
    """Return rows in their order, which no database promises for what was joined to keys.

    Dates come as text, which sorts as they do and costs nothing where it is not read.
    """
    return sorted(rows, key=lambda row: (row[1:-2], row[0]), reverse=keys.is_descending)


def count_of(selection: Selection) -> tuple[str, list[Any]]:
    """Return (SQL, values) of the number of items that a selection holds."""
    tables = tables_of(selection)
    need_dates(tables, selection.published_after, selection.published_before)
    return f"SELECT COUNT(*) AS number {tables.sql}", tables.params


def read_levels(query: SearchQuery, ids: Sequence[int]) -> dict[int, Level]:
    """Return how well a query is matched by each of these items, which it finds."""
    if not ids:
        return {}
    found = ITEMS.levels(query)
    sql = f"SELECT id, level FROM ({found.text}) AS found WHERE id IN ({placeholders(ids)})"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*found.params, *ids])
        return {pk: Level(level) for pk, level in cursor.fetchall()}


def read_titles(
    types: Sequence[str], langs: Sequence[str], prefix: PrefixQuery, number: int
) -> tuple[PublicationState, list[Any]]:
    """Return the state and the titles that `prefix` begins, as (title, lang, type, path, work).

    Titles that begin with what is typed come first, then the newest.
    """
    tables = tables_of(Selection(tuple(types), tuple(langs)))
    tables.source += f" JOIN core_shelftext AS words ON words.item_id = {tables.key}"
    found = ITEMS.completing(prefix, TITLE)
    tables.need(f"{tables.key} IN ({found.text})", *found.params)
    first, params = starting("words.title", prefix.text)
    sql = (
        "SELECT item.title, item.lang, item.type, item.path, item.work, item.id,"
        f" item.published_at, CASE WHEN {first} THEN 0 ELSE 1 END AS rank {tables.sql}"
        " ORDER BY rank, item.published_at DESC, item.id DESC LIMIT %s"
    )
    order = "item.rank, item.published_at DESC, item.id DESC"
    state, rows = read_published(sql, [*params, *tables.params, number], order)
    return state, [row[:5] for row in rows]
