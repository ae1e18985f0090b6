"""Where words were found, in the spelling of the text itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from core.language.isolates import closed
from core.search.analysis import compounds, words
from core.search.analysis.names.names import Names, known_names
from core.search.analysis.queries import SearchQuery
from core.search.analysis.tokens import Script, Token, tokens

# Texts are read piece by piece, whole words each.
_PIECE = re.compile(r"\S(?:.{0,600}(?!\S)|\S*)", re.DOTALL)
# How much of a text is looked through for a better place once there is one.
_FAR_ENOUGH = 6000
# About how many characters an excerpt shows before a hit, and after it.
_BEFORE, _AFTER = 60, 140


@dataclass(frozen=True)
class Mark:
    """A place in a text, and the numbers of the terms that were found there."""

    start: int
    end: int
    terms: frozenset[int]


class Highlighter:
    """Shows in texts, by marks, what a query found."""

    def __init__(self, query: SearchQuery, names: Names | None = None) -> None:
        self._names = names or known_names()
        self._terms: dict[str, set[int]] = {}
        self._known: dict[tuple[str, str, bool], frozenset[int]] = {}
        for number, term in enumerate(query.terms):
            for key in term.keys:
                self._terms.setdefault(key, set()).add(number)

    def marked(self, text: str) -> str | None:
        """Return a text as HTML with every hit in `<mark>`; None if there is none."""
        marks = self._marks(text)
        return _as_html(text, marks) if marks else None

    def best_excerpt(self, *texts: str) -> str | None:
        """Return the excerpt that shows most of the terms, of the first text if several do."""
        found = [self.excerpt(text) for text in texts]
        return max(found, key=lambda each: each[0], default=(0, None))[1]

    def excerpt(self, text: str) -> tuple[int, str | None]:
        """Return how many of the terms are around the best hit, and the text there as HTML."""
        best, score = None, 0
        for piece in _PIECE.finditer(text):
            if best is not None and piece.start() > _FAR_ENOUGH:
                break
            marks = [_moved(mark, piece.start()) for mark in self._marks(piece[0])]
            for mark, found in _windows(marks):
                if len(found) > score:
                    best, score = mark, len(found)
            if score == self._most:
                break
        if best is None:
            return 0, None
        return score, self.marked(_around(text, best.start, best.end))

    @property
    def _most(self) -> int:
        return len(set().union(*self._terms.values())) if self._terms else 0

    def _marks(self, text: str) -> list[Mark]:
        found = tokens(text)
        named: set[int] = set()
        marks = []
        for name in self._names.find(found):
            named.update(range(name.start, name.end))
            marks.append(_mark(found[name.start], found[name.end - 1], self._having(name.concepts)))
        for place, token in enumerate(found):
            marks.append(_mark(token, token, self._having_word(token, place in named)))
        for first, second in pairwise(found):
            if first.script is second.script is Script.LATIN:
                keys = compounds.index_keys(text, (first, second))
                marks.append(_mark(first, second, self._having(keys)))
        return list(_merged(mark for mark in marks if mark.terms))

    def _having_word(self, token: Token, is_name: bool) -> frozenset[int]:
        """Return the terms that a word is found by, looked up once for each word."""
        word = (token.word, token.spelled, is_name)
        if word not in self._known:
            self._known[word] = self._having(words.index_keys(token, is_name=is_name))
        return self._known[word]

    def _having(self, keys: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self._terms[key] for key in keys if key in self._terms))


def _windows(marks: Sequence[Mark]) -> Iterator[tuple[Mark, set[int]]]:
    """Yield each mark and the terms that an excerpt from it on would show."""
    for place, mark in enumerate(marks):
        found: set[int] = set()
        for later in marks[place:]:
            if later.end > mark.end + _AFTER:
                break
            found |= later.terms
        yield mark, found


def _mark(first: Token, last: Token, terms: frozenset[int]) -> Mark:
    return Mark(first.start, last.end, terms)


def _moved(mark: Mark, by: int) -> Mark:
    return Mark(mark.start + by, mark.end + by, mark.terms)


def _around(text: str, start: int, end: int) -> str:
    """Return the whole words around a span, with an ellipsis where the text goes on."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    before, after = text[first:start], text[end:last]
    if first:
        # Half a word at the edge is left out; one that is joined to the hit stays.
        before = f"… {before.partition(' ')[2]}" if " " in before else f"…{before}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0]} …" if " " in after else f"{after}…"
    return closed(" ".join(f"{before}{text[start:end]}{after}".split()))


def _merged(marks: Iterator[Mark]) -> Iterator[Mark]:
    """Yield the marks in order, those that overlap as one."""
    last: Mark | None = None
    for mark in sorted(marks, key=lambda each: (each.start, each.end)):
        if last is not None and mark.start < last.end:
            last = Mark(last.start, max(last.end, mark.end), last.terms | mark.terms)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _as_html(text: str, marks: Sequence[Mark]) -> str:
    parts, done = [], 0
    for mark in marks:
        parts += [escape(text[done : mark.start]), "<mark>"]
        parts += [escape(text[mark.start : mark.end]), "</mark>"]
        done = mark.end
    return "".join([*parts, escape(text[done:])])
