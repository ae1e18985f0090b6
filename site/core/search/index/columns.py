"""What a text has in the columns of its table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.search.analysis.documents import BODY, SUMMARY, TITLE, PartKeys, part_keys
from core.search.analysis.names.names import Names
from core.search.index.fields import as_key

# A tsvector holds 1 MB, lengths and padding included.
_MOST_BYTES = 900_000
_BYTES_A_KEY = 8


class Columns(NamedTuple):
    """The keys of a text, and its stems in order, each part in a line of its own."""

    keys: list[str]
    stems: str


def columns(title: str, summary: str, bodies: Sequence[str], names: Names) -> Columns:
    """Return what a text is found by; its body may have several parts, each of which is read."""
    parts = ((TITLE, title), (SUMMARY, summary), *((BODY, body) for body in bodies))
    return columns_of([(letter, part_keys(text, names)) for letter, text in parts])


def columns_of(parts: Iterable[tuple[str, PartKeys]]) -> Columns:
    """Return what a text of these parts, the best first, is found by.

    Of a text that has more keys than a tsvector holds, those of its last part are left out.

    >>> columns_of([(TITLE, PartKeys(frozenset(["=peace"]), ("peace",)))])
    Columns(keys=['=peace', 't=peace'], stems=' peace ')
    """
    found: dict[str, None] = {}
    room, lines = _MOST_BYTES, []
    for letter, part in parts:
        for key in _keys(letter, part):
            room -= 0 if key in found else len(key.encode()) + _BYTES_A_KEY
            if room < 0:
                break
            found[key] = None
        lines.append(f" {' '.join(part.stems)} ")
    return Columns(sorted(found), "\n".join(lines))


def _keys(letter: str, part: PartKeys) -> Iterator[str]:
    """Yield the keys of a part, and each with the letter of the part unless it is the body."""
    for key in sorted(map(as_key, part.keys)):
        yield key
        if letter != BODY:
            yield letter + key
