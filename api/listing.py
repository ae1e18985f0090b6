"""The SQL of lists: what they hold, in which order, and how a place in them is sought.

Written by hand, because building a query with the ORM takes several times as long as running it.
Keys are found first, on the indexes alone; content is fetched for those of one page.
"""

# Values are placeholders, and everything else is written in this file.
# ruff: noqa: S608

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from api.counts import cache_count, last_counted
from api.cursors import EPOCH, Cursor, microseconds_of, moment_at
from api.rows import FULL, placeholders
from api.search import beginning, matching, score, starting
from core.language.languages import LANGUAGES
from core.publication.state import (
    PublicationState,
    from_sql,
    known_state,
    read_published,
    sql_content,
    sql_moment,
)

# Expired items: few, and soon withdrawn. They are selected separately, so that the others need not
# be checked one by one.
_OVER = "SELECT id FROM core_shelfitem WHERE is_public AND expires_at <= %s"


class Selection(NamedTuple):
    """What a list holds: public items of `types`, narrowed by everything that is given.

    `langs` empty means every language. With `fallback`, a work that is not public in `langs` is
    there in that language. `facets` are (kind, key), as `ItemFacet` has them.
    """

    types: tuple[str, ...]
    langs: tuple[str, ...] = ()
    fallback: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    published_after: datetime | None = None
    published_before: datetime | None = None
    updated_since: datetime | None = None


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


@dataclass
class Tables:
    """FROM and WHERE of a query, with the values of its placeholders in order.

    `row` is the table whose index gives the order, a facet's or the items'; both have the columns
    type, lang and published_at. `item` is the table of items, which is the same without a facet.
    """

    source: str
    row: str
    key: str
    item: str
    conditions: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)

    def need(self, condition: str, *params: Any) -> None:
        self.conditions.append(condition)
        self.params += params

    def need_one_of(self, column: str, values: Sequence[str]) -> None:
        if len(values) == 1:  # compared, not looked for among several: the index gives the order
            self.need(f"{column} = %s", *values)
        else:
            self.need(f"{column} IN ({placeholders(values)})", *values)

    def join_texts(self) -> None:
        self.source += f" JOIN core_shelftext AS words ON words.item_id = {self.key}"

    @property
    def sql(self) -> str:
        return f"FROM {self.source} WHERE {' AND '.join(self.conditions)}"


def tables_of(selection: Selection, *, by_seq: bool = False) -> Tables:
    """Return the tables and conditions of what a selection holds, but for its dates."""
    tables = _tables(selection, by_seq)
    now = sql_moment(timezone.now())
    tables.need_one_of(f"{tables.row}.type", selection.types)
    langs = {*selection.langs, selection.fallback} - {None} or set(LANGUAGES)
    if langs != set(LANGUAGES):
        tables.need_one_of(f"{tables.row}.lang", [tag for tag in LANGUAGES if tag in langs])
    tables.need(f"{tables.key} NOT IN ({_OVER})", now)
    if selection.fallback is not None:
        _need_no_better(tables, selection, now)
    for kind, key in selection.facets[1:]:
        tables.need(
            "EXISTS (SELECT 1 FROM core_shelffacet AS more"
            f" WHERE more.item_id = {tables.key} AND more.kind = %s AND more.key = %s)",
            kind,
            key,
        )
    if selection.words:
        tables.join_texts()
        conditions, patterns = matching("words.words", selection.words)
        tables.need(" AND ".join(conditions), *patterns)
    if selection.updated_since is not None:
        tables.need(f"{tables.item}.updated_at >= %s", sql_moment(selection.updated_since))
    return tables


def _tables(selection: Selection, by_seq: bool) -> Tables:
    if not selection.facets:
        return Tables("core_shelfitem AS item", "item", "item.id", "item", ["item.is_public"])
    source = "core_shelffacet AS facet"
    if by_seq or selection.fallback is not None or selection.updated_since is not None:
        source += " JOIN core_shelfitem AS item ON item.id = facet.item_id"
    # Only public items have facets.
    tables = Tables(source, "facet", "facet.item_id", "item")
    tables.need("facet.kind = %s AND facet.key = %s", *selection.facets[0])
    return tables


def _need_no_better(tables: Tables, selection: Selection, now: Any) -> None:
    """Leave out a fallback where the work is public in the language that was asked for."""
    [lang] = selection.langs
    tables.need(
        f"NOT EXISTS (SELECT 1 FROM core_shelfitem AS better WHERE {tables.row}.lang = %s"
        f" AND better.work = {tables.item}.work AND better.lang = %s AND better.is_public"
        f" AND better.id NOT IN ({_OVER}))",
        selection.fallback,
        lang,
        now,
    )


def _need_dates(tables: Tables, after: datetime | None, before: datetime | None) -> None:
    if after is not None:
        tables.need(f"{tables.row}.published_at >= %s", sql_moment(after))
    if before is not None:
        tables.need(f"{tables.row}.published_at < %s", sql_moment(before))


class Keys(NamedTuple):
    """SQL that finds the keys of a page, as columns id and then what they are ordered by."""

    sql: str
    params: list[Any]
    is_descending: bool


def keys_in_order(selection: Selection, order: Order, cursor: Cursor | None, number: int) -> Keys:
    """Return the SQL of `number` keys from `cursor` on, as columns id and place."""
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
    _need_dates(tables, after, before)
    way = "DESC" if is_descending else "ASC"
    # Numbers differ; dates may not.
    ties = "" if order.column == "seq" else f", {tables.key} {way}"
    column = place if order.column == "seq" else f"CAST({place} AS text)"
    sql = f"SELECT {tables.key} AS id, {column} AS place {tables.sql} ORDER BY {place} {way}{ties}"
    return Keys(f"{sql} LIMIT %s", [*tables.params, number], is_descending)


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
    """Return the SQL of `number` keys of a selection with words, the best ones first."""
    tables = tables_of(selection)
    _need_dates(tables, selection.published_after, selection.published_before)
    points, params = score("words.title", "words.words", selection.words)
    date = f"{tables.row}.published_at"
    sql = (
        f"SELECT {tables.key} AS id, {points} AS score, CAST({date} AS text) AS place {tables.sql}"
        f" ORDER BY score DESC, {date} DESC, id DESC LIMIT %s OFFSET %s"
    )
    return Keys(sql, [*params, *tables.params, number, start], is_descending=True)


def read_list(
    selection: Selection, keys: Keys, *, with_body: bool = False
) -> tuple[PublicationState, int, list[Any]]:
    """Return the state, how many items the selection has, and the rows of the page at `keys`.

    Rows are (id, …, content, lang). All comes from one statement, which counts only if the number
    is not known for the state; a second one is needed where that turns out to be another.
    """
    last, known = last_counted(selection), known_state()
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
    number = cache_count(selection, state, rows[0][0] if rows else 0)
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
    _need_dates(tables, selection.published_after, selection.published_before)
    return f"SELECT COUNT(*) AS number {tables.sql}", tables.params


def read_titles(
    types: Sequence[str], langs: Sequence[str], words: Sequence[str], number: int
) -> tuple[PublicationState, list[Any]]:
    """Return the state and the titles that `words` begin, as (title, lang, type, path, work).

    Titles that begin with what is typed come first, then the newest.
    """
    tables = tables_of(Selection(tuple(types), tuple(langs)))
    tables.join_texts()
    conditions, patterns = beginning("words.title", words)
    tables.need(" AND ".join(conditions), *patterns)
    first, params = starting("words.title", words)
    sql = (
        "SELECT item.title, item.lang, item.type, item.path, item.work, item.id,"
        f" item.published_at, CASE WHEN {first} THEN 0 ELSE 1 END AS rank {tables.sql}"
        " ORDER BY rank, item.published_at DESC, item.id DESC LIMIT %s"
    )
    order = "item.rank, item.published_at DESC, item.id DESC"
    state, rows = read_published(sql, [*params, *tables.params, number], order)
    return state, [row[:5] for row in rows]
