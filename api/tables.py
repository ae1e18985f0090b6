"""What lists hold: tables and conditions of a selection.

Written by hand, because building a query with the ORM takes several times as long as running it.
"""

# Values are placeholders, and everything else is written in this file.
# ruff: noqa: S608

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from api.ids import Ids
from api.rows import work_in_sql
from api.types import RESERVED
from core.language.languages import LANGUAGES
from core.publication.state import placeholders, sql_moment
from core.search.analysis.queries import SearchQuery
from core.search.index.tables import ITEMS

# Expired items: few, and soon withdrawn. They are selected separately, so that the others need not
# be checked one by one.
_OVER = "SELECT id FROM core_shelfitem WHERE is_public AND expires_at <= %s"


class Selection(NamedTuple):
    """What a list holds: public items of `types`, narrowed by everything that is given.

    `langs` empty means every language. With `fallback`, a work that is not public in `langs` is
    there in that language. `facets` are (kind, key), as `ItemFacet` has them; `either` is
    (kind, several keys), of which an item has at least one. `is_licensed` leaves out what belongs
    to others.
    """

    types: tuple[str, ...]
    langs: tuple[str, ...] = ()
    fallback: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    either: tuple[str, tuple[str, ...]] | None = None
    ids: Ids | None = None
    query: SearchQuery | None = None
    published_after: datetime | None = None
    published_before: datetime | None = None
    updated_since: datetime | None = None
    is_licensed: bool = False


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

    @property
    def sql(self) -> str:
        return f"FROM {self.source} WHERE {' AND '.join(self.conditions)}"


def tables_of(selection: Selection, *, by_seq: bool = False) -> Tables:
    """Return the tables and conditions of what a selection holds, but for its dates."""
    tables = _tables(selection, by_seq)
    now = sql_moment(timezone.now())
    # With ids, it is written so that SQLite does not choose an index of types, and reads them all.
    unsought = " || ''" if selection.ids else ""
    tables.need_one_of(f"{tables.row}.type{unsought}", selection.types)
    langs = {*selection.langs, selection.fallback} - {None} or set(LANGUAGES)
    if langs != set(LANGUAGES):
        tables.need_one_of(f"{tables.row}.lang", [tag for tag in LANGUAGES if tag in langs])
    tables.need(f"{tables.key} NOT IN ({_OVER})", now)
    if selection.fallback is not None:
        _need_no_better(tables, selection, now)
    if selection.is_licensed:
        reserved = "SELECT item_id FROM core_shelffacet WHERE kind = %s AND key = %s"
        tables.need(f"{tables.key} NOT IN ({reserved})", *RESERVED)
    _narrow(tables, selection)
    return tables


def _narrow(tables: Tables, selection: Selection) -> None:
    """Add the conditions that are checked item by item."""
    several: list[tuple[str, tuple[str, ...]]] = [
        (kind, (key,)) for kind, key in selection.facets[1:]
    ]
    if selection.either is not None and selection.facets:
        several.append(selection.either)
    elif selection.either is not None:
        kind, keys = selection.either
        among = f"kind = %s AND key IN ({placeholders(keys)})"
        tables.need(
            f"{tables.key} IN (SELECT item_id FROM core_shelffacet WHERE {among})", kind, *keys
        )
    for kind, keys in several:
        tables.need(
            "EXISTS (SELECT 1 FROM core_shelffacet AS more WHERE more.item_id ="
            f" {tables.key} AND more.kind = %s AND more.key IN ({placeholders(keys)}))",
            kind,
            *keys,
        )
    if selection.ids is not None:
        conditions, works = selection.ids.conditions(tables.item)
        tables.need(conditions, *map(work_in_sql, works))
    if selection.query is not None:
        found = ITEMS.matching(selection.query)
        tables.need(f"{tables.key} IN ({found.text})", *found.params)
    if selection.updated_since is not None:
        tables.need(f"{tables.item}.updated_at >= %s", sql_moment(selection.updated_since))


def _tables(selection: Selection, by_seq: bool) -> Tables:
    if not selection.facets:
        return Tables("core_shelfitem AS item", "item", "item.id", "item", ["item.is_public"])
    source = "core_shelffacet AS facet"
    shown = (selection.fallback, selection.updated_since, selection.ids)
    if by_seq or any(each is not None for each in shown):
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


def need_dates(tables: Tables, after: datetime | None, before: datetime | None) -> None:
    """Narrow a list by the dates of its items."""
    if after is not None:
        tables.need(f"{tables.row}.published_at >= %s", sql_moment(after))
    if before is not None:
        tables.need(f"{tables.row}.published_at < %s", sql_moment(before))
