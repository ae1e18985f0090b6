"""Finds public items for the pages of the site; the API's lists ask the same index."""

# Values are placeholders, and everything else is written in this file.
# ruff: noqa: S608

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from core.costly.bounded import SEARCHES
from core.publication.state import sql_moment
from core.search.analysis.levels import Level
from core.search.analysis.queries import SearchQuery
from core.search.index.ranking import recency
from core.search.index.tables import ITEMS, Sql
from core.search.readings import readings

# As far as pages lead by relevance; by date they lead through everything.
MOST_BY_RELEVANCE = 1000


@dataclass(frozen=True)
class Narrowing:
    """What a search is narrowed to: nothing, unless it is given.

    `facets` are (kind, key), as `ItemFacet` has them; dates from `after` on and before `before`.
    """

    types: Sequence[str] = ()
    facets: Sequence[tuple[str, str]] = ()
    after: datetime | None = None
    before: datetime | None = None


class ItemHit(NamedTuple):
    """The id of a published item, and how well it matches."""

    pk: int
    level: Level


@dataclass(frozen=True)
class ItemsFound:
    """What was found: the query as it was read in the end, the numbers by language, one page.

    Nothing was typed that could be looked for if `query.is_empty`.
    """

    query: SearchQuery
    counts: Mapping[str, int]
    hits: Sequence[ItemHit]


def find_items(
    text: str,
    lang: str,
    narrowing: Narrowing,
    start: int,
    number: int,
    *,
    is_newest_first: bool = False,
) -> ItemsFound:
    """Return the hits in `lang` from `start` on, at most `number`, and the counts by language.

    If nothing is found in any language, what was typed is read in other ways: without joined
    particles, then as mistyped. Two queries, and at most three more where nothing is found.
    Raises BusyError if too many searches are under way.
    """
    with SEARCHES.turn():
        for query in readings(text, ITEMS):
            if counts := counts_by_language(query, narrowing):
                hits = []
                if counts.get(lang) and number:
                    hits = _page(query, lang, narrowing, start, number, is_newest_first)
                return ItemsFound(query, counts, hits)
    return ItemsFound(query, {}, [])


def counts_by_language(query: SearchQuery, narrowing: Narrowing) -> dict[str, int]:
    """Return how many items are found in each language that has any."""
    found, where = ITEMS.matching(query), _conditions(narrowing)
    return dict(
        _rows(
            "SELECT item.lang, COUNT(*) FROM core_shelfitem AS item"
            f" WHERE item.id IN ({found.text}) AND {where.text} GROUP BY item.lang",
            [*found.params, *where.params],
        )
    )


def _page(
    query: SearchQuery,
    lang: str,
    narrowing: Narrowing,
    start: int,
    number: int,
    is_newest_first: bool,
) -> list[ItemHit]:
    found = ITEMS.levels(query) if is_newest_first else ITEMS.ranked(query)
    where = _conditions(narrowing)
    best = f"found.level, found.points + {recency('item.published_at')} DESC, "
    rows = _rows(
        f"SELECT item.id, found.level FROM ({found.text}) AS found"
        " JOIN core_shelfitem AS item ON item.id = found.id"
        f" WHERE item.lang = %s AND {where.text}"
        f" ORDER BY {'' if is_newest_first else best}item.published_at DESC, item.id DESC"
        " LIMIT %s OFFSET %s",
        [*found.params, lang, *where.params, number, start],
    )
    return [ItemHit(pk, Level(level)) for pk, level in rows]


def _conditions(narrowing: Narrowing) -> Sql:
    now = sql_moment(timezone.now())
    conditions = ["item.is_public", "(item.expires_at IS NULL OR item.expires_at > %s)"]
    params: list[Any] = [now]
    if narrowing.types:
        conditions.append(f"item.type IN ({', '.join(['%s'] * len(narrowing.types))})")
        params += narrowing.types
    for kind, key in narrowing.facets:
        conditions.append(
            "EXISTS (SELECT 1 FROM core_shelffacet AS facet WHERE facet.item_id = item.id"
            " AND facet.kind = %s AND facet.key = %s)"
        )
        params += [kind, key]
    if narrowing.after is not None:
        conditions.append("item.published_at >= %s")
        params.append(sql_moment(narrowing.after))
    if narrowing.before is not None:
        conditions.append("item.published_at < %s")
        params.append(sql_moment(narrowing.before))
    return Sql(" AND ".join(conditions), params)


def _rows(sql: str, params: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
