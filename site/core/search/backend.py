"""The search backend of the CMS, alike on both databases.

What is typed is read by the analyser of all searches and never becomes a query language, in which
a quotation mark would be a mistake.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Lookup, QuerySet
from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.query import And, Boost, MatchAll, Or, Phrase, PlainText

from core.costly.bounded import SEARCHES
from core.models.search import SearchText
from core.search.analysis.documents import TITLE
from core.search.index.tables import Sql
from core.search.indexing import StaffIndex, kind_of
from core.search.renewing import Rebuilder
from core.search.small_tables import IsAmong
from core.search.staff_readings import StaffReading, readings


class StaffQuery(BaseSearchQueryCompiler):  # type: ignore[misc]
    """What is looked for, in every part of a text; the last word may be unfinished."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    part = ""
    # The first reading by which something is found, and all that it finds.
    _found: tuple[StaffReading | None, Any] | None = None

    def check(self) -> None:
        """Allow every filter and order: the rows themselves are asked, with their columns."""

    @property
    def is_everything(self) -> bool:
        return isinstance(self.query, MatchAll)

    def found(self) -> tuple[StaffReading | None, Any]:
        """Return how the query is read, and the rows that are found then.

        There is no reading where everything is looked for, and where nothing is found.
        """
        if self._found is None:
            self._found = self._find()
        return self._found

    def _find(self) -> tuple[StaffReading | None, Any]:
        if self.is_everything:
            return None, self.queryset
        for reading in readings(_typed(self.query), self.part, is_found=self._is_found):
            if self._is_found(reading):
                return reading, self._rows(reading)
        return None, self.queryset.none()

    def _is_found(self, reading: StaffReading) -> bool:
        return bool(self._rows(reading).order_by().exists())

    def _rows(self, reading: StaffReading) -> Any:
        """Return those of the rows that a reading finds."""
        kind = kind_of(self.queryset.model)
        texts = SearchText.objects.filter(_IsOneOf(F("pk"), reading.matching()), kind=kind)
        return self.queryset.filter(pk__in=texts.values("object_id"))


class StaffTitleQuery(StaffQuery):
    """What is looked for in titles and names alone, as in lists while somebody types."""

    part = TITLE


class StaffResults(BaseSearchResults):  # type: ignore[misc]
    """The rows that are found, the best first; each object has its level as `search_level`."""

    supports_facet = True

    def _do_search(self) -> list[Any]:
        with SEARCHES.turn():
            reading, found = self.query_compiler.found()
            if reading and self.query_compiler.order_by_relevance and _are_objects(found):
                return self._ranked(reading, found)
            if not found.query.order_by:
                found = found.order_by("-pk")
            return list(found[self.start : self.stop])

    def _do_count(self) -> int:
        with SEARCHES.turn():
            _reading, found = self.query_compiler.found()
            return int(found[self.start : self.stop].count())

    def facet(self, field_name: str) -> dict[Any, int]:
        """Return how many rows are found for each value of a field."""
        with SEARCHES.turn():
            _reading, found = self.query_compiler.found()
            counted = found.order_by().values_list(field_name).annotate(count=Count("pk"))
            return dict(counted.order_by("-count"))

    def _ranked(self, reading: StaffReading, found: Any) -> list[Any]:
        """Return the objects of these places among all that are found: ids first, then they."""
        levels = dict(self._best(reading, found))
        rows = found.order_by().filter(IsAmong(F("pk"), list(levels)))
        objects = {each.pk: each for each in rows}
        for pk, each in objects.items():
            each.search_level = levels[pk]
            if self._score_field:
                setattr(each, self._score_field, -levels[pk])
        return [objects[pk] for pk in levels if pk in objects]

    def _best(self, reading: StaffReading, found: Any) -> Iterator[tuple[int, int]]:
        """Yield the id and the level of each, the best first.

        Ranking is a statement of its own around that of the rows: within it, it would run once for
        each of them.
        """
        rows = found.order_by().values(search_pk=F("pk"))
        try:
            inner, params = rows.query.sql_with_params()
        except EmptyResultSet:
            return
        table, ranked = SearchText._meta.db_table, reading.ranked()
        limits = _limits(self.start, self.stop)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT found.search_pk, ranked.level FROM ({ranked.text}) AS ranked"  # noqa: S608
                f" JOIN {table} AS text ON text.id = ranked.id AND text.kind = %s"
                f" JOIN ({inner}) AS found ON found.search_pk = text.object_id"
                f" ORDER BY ranked.level, ranked.points DESC, found.search_pk DESC{limits}",
                [*ranked.params, kind_of(found.model), *params],
            )
            yield from cursor.fetchall()


class SearchBackend(BaseSearchBackend):  # type: ignore[misc]
    """Named in the settings."""

    query_compiler_class = StaffQuery
    autocomplete_query_compiler_class = StaffTitleQuery
    index_class = StaffIndex
    results_class = StaffResults
    rebuilder_class = Rebuilder


def _are_objects(rows: QuerySet[Any]) -> bool:
    """Return whether rows are objects, and neither values nor joined from several queries."""
    return rows._fields is None  # type: ignore[attr-defined]


def _limits(start: int, stop: int | None) -> str:
    # SQLite has no OFFSET without LIMIT.
    most = 2**62 if stop is None else max(stop - start, 0)
    return f" LIMIT {most:d} OFFSET {start:d}"


def _typed(query: Any) -> str:
    """Return the text of a query as it was typed: Wagtail takes quoted phrases out of it."""
    if isinstance(query, PlainText):
        return str(query.query_string)
    if isinstance(query, Phrase):
        return f'"{query.query_string}"'
    if isinstance(query, Boost):
        return _typed(query.subquery)
    if isinstance(query, And | Or):
        return " ".join(map(_typed, query.subqueries))
    return ""


class _IsOneOf(Lookup[Any]):
    """Whether an id is among those that a statement of our own selects."""

    lookup_name = "is_one_of"
    prepare_rhs = False

    def __init__(self, key: Any, found: Sql) -> None:
        super().__init__(key, found)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        key, parameters = self.process_lhs(compiler, connection)
        return f"{key} IN ({self.rhs.text})", (*parameters, *self.rhs.params)
