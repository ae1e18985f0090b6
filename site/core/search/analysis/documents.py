"""The keys of a text that is to be found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.search.analysis import ahead, compounds, words
from core.search.analysis.names.names import Names
from core.search.analysis.tokens import Token, tokens

# Letters that begin each key in the index, by the part of a text that has it: the best first.
TITLE, SUMMARY, BODY = PARTS = ("t", "s", "b")
# Longer texts are cut: a tsvector of PostgreSQL holds 1 MB.
MAX_CHARACTERS = 200_000
# The CMS and the public find a page by the same texts: of some pages, unless these are very long,
# what was read for the one is remembered for the other.
_REMEMBERED, _LONGEST_REMEMBERED = 64, 20_000
_SHORTEST_BEGUN = 500  # less is read more quickly than it is sent


@dataclass(frozen=True)
class PartKeys:
    """What one part of a text is found by: its keys, and its stems in order, for phrases."""

    keys: frozenset[str]
    stems: tuple[str, ...]


def part_keys(text: str, names: Names) -> PartKeys:
    """Return the keys of one part of a text: its title, its summary or its body."""
    # What kind of space is between words means nothing.
    plain = _plain(text)
    return _read_lately(plain, names) if len(plain) <= _LONGEST_REMEMBERED else _read(plain, names)


def begin(text: str, names: Names) -> None:
    """Have a text read of which `part_keys` will be asked soon, in a block of `reading_ahead`."""
    plain = _plain(text)
    if _SHORTEST_BEGUN <= len(plain) <= _LONGEST_REMEMBERED:
        ahead.begin(plain, names.stored)


def _plain(text: str) -> str:
    return " ".join(text[:MAX_CHARACTERS].split())


@lru_cache(maxsize=_REMEMBERED)
def _read_lately(text: str, names: Names) -> PartKeys:
    found = ahead.take(text, names.stored)
    return PartKeys(*found) if found else _read(text, names)


def _read(text: str, names: Names) -> PartKeys:
    found = tokens(text)
    named: set[int] = set()
    keys: set[str] = set()
    for name in names.find(found):
        keys.update(name.concepts)
        if name.hides_words:
            named.update(range(name.start, name.end))
    keys.update(compounds.index_keys(text, found))
    for token, is_name in _distinct(found, named):
        keys.update(words.index_keys(token, is_name=is_name))
    return PartKeys(frozenset(keys), tuple(words.stem(token) for token in found))


def _distinct(found: Sequence[Token], named: set[int]) -> Iterable[tuple[Token, bool]]:
    """Return words that differ by more than their place, and whether each is in a name."""
    distinct: dict[tuple[object, ...], tuple[Token, bool]] = {}
    for place, token in enumerate(found):
        is_name = place in named
        own = (token.word, token.spelled, token.is_capital, token.doubled, is_name)
        distinct.setdefault(own, (token, is_name))
    return distinct.values()


def indexed_keys(parts: Iterable[tuple[str, PartKeys]]) -> list[str]:
    """Return all keys of a text, each with the letter of its part.

    >>> indexed_keys([(TITLE, PartKeys(frozenset(["=peace"]), ("peace",)))])
    ['t=peace']
    """
    return sorted({letter + key for letter, part in parts for key in part.keys})
