"""The keys of a text that is to be found."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.search.analysis import compounds, words
from core.search.analysis.names.names import Names
from core.search.analysis.tokens import tokens

# Letters that begin each key in the index, by the part of a text that has it: the best first.
TITLE, SUMMARY, BODY = PARTS = ("t", "s", "b")
# Longer texts are cut: a tsvector of PostgreSQL holds 1 MB.
MAX_CHARACTERS = 200_000


@dataclass(frozen=True)
class PartKeys:
    """What one part of a text is found by: its keys, and its stems in order, for phrases."""

    keys: frozenset[str]
    stems: tuple[str, ...]


def part_keys(text: str, names: Names) -> PartKeys:
    """Return the keys of one part of a text: its title, its summary or its body."""
    text = text[:MAX_CHARACTERS]
    found = tokens(text)
    named: set[int] = set()
    keys: set[str] = set()
    for name in names.find(found):
        keys.update(name.concepts)
        if name.hides_words:
            named.update(range(name.start, name.end))
    keys.update(compounds.index_keys(text, found))
    for place, token in enumerate(found):
        keys.update(words.index_keys(token, is_name=place in named))
    return PartKeys(frozenset(keys), tuple(words.stem(token) for token in found))


def indexed_keys(parts: Iterable[tuple[str, PartKeys]]) -> list[str]:
    """Return all keys of a text, each with the letter of its part.

    >>> indexed_keys([(TITLE, PartKeys(frozenset(["=peace"]), ("peace",)))])
    ['t=peace']
    """
    return sorted({letter + key for letter, part in parts for key in part.keys})
