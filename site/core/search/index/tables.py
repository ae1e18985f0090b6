"""Tables of texts, and the SQL of finding and ranking in them.

A table has a row for each text, named by one column, and the columns `keys` (`KeysField`) and
`stems` (text), which `columns.columns` makes. Writing and deleting rows is the ORM's: the index
follows by itself.
"""

# Values are placeholders; names of tables and columns are written in this project.
# ruff: noqa: S608

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from core.search.analysis.documents import SUMMARY, TITLE
from core.search.analysis.levels import Level
from core.search.analysis.prefixes import PrefixQuery
from core.search.analysis.queries import SearchQuery, Term
from core.search.index.expressions import all_of, one_of, without

# What a word is worth in the title, and in the summary alone. Between the best and the worst word
# of a title lies what rarity is worth; recency is worth `RECENT` at most, see `finding`.
IN_TITLE, IN_SUMMARY, RARE = 3000, 1000, 1000
# A hit of no level of its own: what only adds points.
_NO_LEVEL = 9


class Sql(NamedTuple):
    """A statement and the values of its placeholders."""

    text: str
    params: list[Any]


@dataclass(frozen=True)
class KeysTable:
    """A table of texts: its name, and the column that names its rows."""

    name: str
    row: str

    def matching(self, query: SearchQuery, part: str = "") -> Sql:
        """Return the SQL of the ids of texts that have each term and each phrase.

        With `part`, a letter of `analysis.documents`, the terms are in that part.
        """
        return self._hits(_asked(query.terms, part), query.phrases)

    def completing(self, prefix: PrefixQuery, part: str = "") -> Sql:
        """Return the SQL of the ids of texts that have each term, and what is still being typed."""
        begun = one_of(prefix.concepts, part, begun=prefix.begun)
        terms = [_asked(prefix.terms, part)] if prefix.terms else []
        return self._hits(all_of([*terms, begun]), ())

    def ranked(self, query: SearchQuery) -> Sql:
        """Return the SQL of each text that is found, as columns id, level and points.

        The level is that of its weakest term; points are the more, the more terms are in its
        title or summary, and the rarer these are there.
        """
        arms = [*self._levels(query), *self._points(query)]
        text = " UNION ALL ".join(arm.text for arm in arms)
        return Sql(
            "SELECT id, MIN(level) AS level, CAST(SUM(points) AS bigint) AS points"
            f" FROM ({text}) AS arms GROUP BY id",
            [value for arm in arms for value in arm.params],
        )

    def levels(self, query: SearchQuery, part: str = "") -> Sql:
        """Return the SQL of each text that is found, as columns id, level and 0 for points.

        With `part`, the terms are in that part.
        """
        arms = self._levels(query, part)
        text = " UNION ALL ".join(arm.text for arm in arms)
        return Sql(text, [value for arm in arms for value in arm.params])

    def _levels(self, query: SearchQuery, part: str = "") -> list[Sql]:
        """Return the SQL of the hits of each level, a text only in its best."""
        arms: list[Sql] = []
        better = ""
        for level in Level:
            asked = _asked(query.terms, part, level)
            if asked == better:
                continue
            hits = self._hits(without(asked, better) if better else asked, query.phrases)
            arms.append(_arm(f"id, {int(level)} AS level, 0 AS points", hits))
            better = asked
        return arms

    def _points(self, query: SearchQuery) -> list[Sql]:
        """Return the SQL of the points of each term in titles, and in summaries without them."""
        asked, arms = _asked(query.terms), []
        for term in query.terms:
            titles = one_of(term.keys, TITLE)
            summaries = without(one_of(term.keys, SUMMARY), titles)
            for found, points in ((titles, IN_TITLE), (summaries, IN_SUMMARY)):
                expression = all_of([found, asked]) if len(query.terms) > 1 else found
                # The fewer of the hits have it there, the more it means.
                rarity = f"{points} + {RARE * 10} / (10 + COUNT(*) OVER ())"
                hits = self._hits(expression, query.phrases)
                arms.append(_arm(f"id, {_NO_LEVEL} AS level, {rarity} AS points", hits))
        return arms

    def _hits(self, expression: str, phrases: Sequence[Sequence[str]]) -> Sql:
        is_postgresql = connection.vendor == "postgresql"
        if is_postgresql:
            text = f"SELECT id FROM {self.name}_having(%s::tsquery) AS found(id)"
        else:
            text = f"SELECT rowid AS id FROM {self.name}_index WHERE {self.name}_index MATCH %s"
        if not phrases:
            return Sql(text, [expression])
        place = "strpos" if is_postgresql else "instr"
        needed = f" AND {place}(stems, %s) > 0" * len(phrases)
        return Sql(
            f"SELECT {self.row} AS id FROM {self.name} WHERE {self.row} IN ({text}){needed}",
            [expression, *(f" {' '.join(phrase)} " for phrase in phrases)],
        )


def _arm(columns: str, hits: Sql) -> Sql:
    return Sql(f"SELECT {columns} FROM ({hits.text}) AS hits", hits.params)


def _asked(terms: Sequence[Term], part: str = "", level: Level = Level.SPELLING) -> str:
    """Return the expression that a text has each term at this level or a better one."""
    each = [one_of([key for key, own in term.keys.items() if own <= level], part) for term in terms]
    return all_of(each or [one_of(())])


ITEMS = KeysTable("core_shelftext", "item_id")
STAFF = KeysTable("core_searchtext", "id")
