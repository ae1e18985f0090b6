"""The ways to read what somebody typed: the next one only if nothing is found by the one before."""

from collections.abc import Iterator

from django.db import connection

from core.search.analysis.attempts import attempts
from core.search.analysis.names.names import known_names
from core.search.analysis.queries import SearchQuery, Term, query_of
from core.search.index.tables import KeysTable


def readings(text: str, table: KeysTable) -> Iterator[SearchQuery]:
    """Yield a query as it was typed, then other readings of it: one at least.

    for query in readings(text, ITEMS):
        if found := …:
            break
    """
    known = _KnownTerms(table)
    for query in attempts(text, known_names(), is_found=known):
        known.terms = query.terms
        yield query


class _KnownTerms:
    """Whether any text has a term: asked for all terms of the last reading at once."""

    def __init__(self, table: KeysTable) -> None:
        self.table = table
        self.terms: tuple[Term, ...] = ()
        self._answers: dict[str, bool] = {}

    def __call__(self, term: Term) -> bool:
        if term.text not in self._answers:
            self._ask(self.terms if term in self.terms else (term,))
        return self._answers[term.text]

    def _ask(self, terms: tuple[Term, ...]) -> None:
        asked = [self.table.matching(query_of(term)) for term in terms]
        columns = ", ".join(f"EXISTS ({each.text})" for each in asked)
        with connection.cursor() as cursor:
            params = [value for each in asked for value in each.params]
            cursor.execute(f"SELECT {columns}", params)
            row = cursor.fetchone() or ()
        self._answers |= {
            term.text: bool(is_found) for term, is_found in zip(terms, row, strict=True)
        }
