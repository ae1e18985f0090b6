"""The search backend of the CMS: plain SQL over the folded index, alike on both databases.

Full-text engines cut Arabic into words by rules of their own and find no part of one; and what is
typed never becomes a query language, in which a quotation mark would be a mistake.
"""

from functools import reduce
from operator import add, and_, or_
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

from core.bounded import SEARCHES
from core.language.folding import folded_words
from core.models.search import SearchText
from core.search.indexing import FoldedIndex, Rebuilder, kind_of
from core.search.words import words_in

_EVERYTHING, _NOTHING = ~Q(pk=None), Q(pk=None)


class FoldedQuery(BaseSearchQueryCompiler):  # type: ignore[misc]
    """What is looked for, as a condition on rows of the index."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    column = "text"

    def check(self) -> None:
        """Allow every filter and order: the rows themselves are asked, with their columns."""

    def words(self) -> tuple[str, ...]:
        """Return the words by which hits are ranked."""
        return words_in(" ".join(_typed(self.query)))

    def indexed(self) -> QuerySet[SearchText]:
        """Return the rows of the index that hold what is looked for."""
        kind = kind_of(self.queryset.model)
        return SearchText.objects.filter(self._condition(self.query), kind=kind)

    def is_everything(self) -> bool:
        return isinstance(self.query, MatchAll)

    def _condition(self, query: Any) -> Q:
        if isinstance(query, PlainText):
            found = [_holds(self.column, word) for word in words_in(query.query_string)]
            operator = or_ if query.operator == "or" else and_
            return reduce(operator, found) if found else _NOTHING
        if isinstance(query, Phrase):
            phrase = " ".join(folded_words(query.query_string))
            return _holds(self.column, phrase) if phrase else _NOTHING
        if isinstance(query, Boost):
            return self._condition(query.subquery)
        if isinstance(query, Not):
            return ~self._condition(query.subquery)
        if isinstance(query, And | Or):
            conditions = map(self._condition, query.subqueries)
            return reduce(and_ if isinstance(query, And) else or_, conditions, _start(query))
        return _EVERYTHING


def _start(query: Any) -> Q:
    return _EVERYTHING if isinstance(query, And) else _NOTHING


class FoldedTitleQuery(FoldedQuery):
    """What is looked for in titles and names alone, as in lists while somebody types."""

    column = "title"


class FoldedResults(BaseSearchResults):  # type: ignore[misc]
    """The rows that are found, the best first: words of titles before parts of them, then texts."""

    supports_facet = True

    def _do_search(self) -> list[Any]:
        with SEARCHES.turn():
            return list(self._ranked(self._found())[self.start : self.stop])

    def _do_count(self) -> int:
        with SEARCHES.turn():
            return int(self._found()[self.start : self.stop].count())

    def facet(self, field_name: str) -> dict[Any, int]:
        """Return how many rows are found for each value of a field."""
        counted = self._found().order_by().values_list(field_name).annotate(count=Count("pk"))
        return dict(counted.order_by("-count"))

    def _found(self) -> Any:
        query = self.query_compiler
        if query.is_everything():
            return query.queryset
        return query.queryset.filter(pk__in=query.indexed().values("object_id"))

    def _ranked(self, rows: Any) -> Any:
        query = self.query_compiler
        name = self._score_field or "_score"
        is_ranked = query.order_by_relevance and not query.is_everything()
        if is_ranked or self._score_field:
            rows = rows.annotate(**{name: _score(query)})
        if is_ranked:
            return rows.order_by(F(name).desc(), "-pk")
        return rows if rows.query.order_by else rows.order_by("-pk")


class SearchBackend(BaseSearchBackend):  # type: ignore[misc]
    """Named in the settings."""

    query_compiler_class = FoldedQuery
    autocomplete_query_compiler_class = FoldedTitleQuery
    index_class = FoldedIndex
    results_class = FoldedResults
    rebuilder_class = Rebuilder


def _score(query: FoldedQuery) -> Subquery:
    """Return the expression by which rows are ranked; as in the API, 3, 2 or 1 for each word."""
    found = SearchText.objects.filter(kind=kind_of(query.queryset.model), object_id=OuterRef("pk"))
    each = [
        Case(
            When(_holds("title", f" {word} "), then=Value(3)),
            When(_holds("title", word), then=Value(2)),
            default=Value(1),
            output_field=IntegerField(),
        )
        for word in query.words()
    ]
    total = reduce(add, each) if each else Value(0, output_field=IntegerField())
    return Subquery(found.annotate(total=total).values("total")[:1])


def _typed(query: Any) -> list[str]:
    """Return the texts of a query that are to be found."""
    if isinstance(query, PlainText | Phrase):
        return [query.query_string]
    if isinstance(query, Boost):
        return _typed(query.subquery)
    if isinstance(query, And | Or):
        return [text for each in query.subqueries for text in _typed(each)]
    return []


def _holds(column: str, text: str) -> Q:
    # Plain search for a text: patterns take many times as long, and have to be escaped.
    return Q(GreaterThan(StrIndex(F(column), Value(text)), 0))
