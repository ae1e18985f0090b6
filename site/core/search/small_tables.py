"""Rows of tables without an index of their own, found by the same analyser as everything else.

Users, redirects, the glossary, the list of translations: each row is read and compared. It is found
if it holds what was typed as a part of its words, as staff type addresses and unfinished words, or
if its words have keys of the query's.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from django.db.models import F, Lookup

from core.costly.bounded import SEARCHES
from core.language.folding import folded_words, searchable, without_article
from core.search.analysis.attempts import attempts
from core.search.analysis.documents import part_keys
from core.search.analysis.names.names import Names, known_names
from core.search.analysis.queries import SearchQuery, Term, query_of

# Analysing whole texts takes a tenth of a millisecond each: names of several words are looked for
# in tables of this many rows, and words by themselves, whose keys are cached, in larger ones.
MOST_WITH_NAMES = 2_000
MOST_PIECES = 30_000
_BETWEEN_WORDS = re.compile(r"[\s/\-_]+")


def having(rows: Any, text: str, *columns: str) -> Any:
    """Return those of `rows`, a query of a table without an index, that hold what was typed.

    Words may be in different columns. Addresses are read without their percent signs. If nothing
    is found as typed, particles are left out, then mistakes of spelling are assumed.
    """
    texts = [
        (pk, unquote(" ".join(value for value in values if value)))
        for pk, *values in rows.order_by().values_list("pk", *columns)
    ]
    return rows.filter(IsAmong(F("pk"), found_in(texts, unquote(text))))


def found_in(texts: Sequence[tuple[Any, str]], typed: str) -> list[Any]:
    """Return the keys of those (key, text) that are found for what was typed."""
    with SEARCHES.turn():
        return _found_in(texts, typed)


def _found_in(texts: Sequence[tuple[Any, str]], typed: str) -> list[Any]:
    names = known_names()
    parts = list(dict.fromkeys(without_article(word) for word in folded_words(typed)))
    whole = len(texts) <= MOST_WITH_NAMES

    def has_text(term: Term) -> bool:
        comparison = _Comparison(query_of(term), (), names, is_whole=whole)
        return any(comparison.holds(text) for _key, text in texts)

    for query in attempts(typed, names, is_found=has_text):
        comparison = _Comparison(query, parts, names, is_whole=whole)
        if found := [key for key, text in texts if comparison.holds(text)]:
            return found
    return []


@dataclass(frozen=True)
class _Comparison:
    """One query, compared with any number of texts: with their words, or with their parts.

    Where `is_whole`, names of several words are found in them.
    """

    query: SearchQuery
    parts: Sequence[str]
    names: Names
    is_whole: bool

    def holds(self, text: str) -> bool:
        """Return whether a text is found."""
        folded = searchable(text) if self.parts else ""
        is_found = bool(self.parts) and all(part in folded for part in self.parts)
        is_found = is_found or (bool(self.query.terms) and self._has_each_term(text))
        return is_found and self._has_phrases(text)

    def _has_each_term(self, text: str) -> bool:
        pieces = _pieces(self.names)
        keys = [pieces[piece] for piece in _BETWEEN_WORDS.split(text) if piece]
        missing = [term for term in self.query.terms if not _is_among(term, keys)]
        if not missing or not self.is_whole:
            return not missing
        whole = [part_keys(text, self.names).keys]
        return all(_is_among(term, whole) for term in missing)

    def _has_phrases(self, text: str) -> bool:
        if not self.query.phrases:
            return True
        stems = f" {' '.join(part_keys(text, self.names).stems)} "
        return all(f" {' '.join(phrase)} " in stems for phrase in self.query.phrases)


def _is_among(term: Term, found: Iterable[frozenset[str]]) -> bool:
    return any(not keys.isdisjoint(term.keys) for keys in found)


class _Pieces(dict[str, frozenset[str]]):
    """The keys of each piece of a text, found once."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, piece: str) -> frozenset[str]:
        if len(self) >= MOST_PIECES:
            self.clear()
        keys = self[piece] = part_keys(piece, self.names).keys
        return keys


@lru_cache(maxsize=1)
def _pieces(names: Names) -> _Pieces:
    """Return what is known of pieces while these are the names."""
    return _Pieces(names)


class IsAmong(Lookup[Any]):
    """Whether a value is among any number of them, given as one parameter: databases limit those.

    Values are numbers or texts.
    """

    lookup_name = "is_among"
    prepare_rhs = False

    def __init__(self, key: Any, values: Iterable[Any]) -> None:
        super().__init__(key, list(values))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        key, parameters = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{key} = ANY(%s)", (*parameters, self.rhs)
        among = "IN (SELECT value FROM json_each(%s))"
        return f"{key} {among}", (*parameters, json.dumps(self.rhs))
