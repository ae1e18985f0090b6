"""Patterns of Arabic words: where the radicals are, and which letters are the pattern's.

A pattern is written with digits for radicals and with letters for the rest. The same digit is the
same letter:

    م12و3    مشروع: radicals ش ر ع
    أ12ة     أدلة: radicals د ل, of which the second is doubled in دليل, 12ي2

Patterns read a word as it is spelled, for hamza, ة and ى keep words apart that folding joins. Who
leaves them out is understood all the same: a bare ا may be a أ, a final ه a ة, a ي a ئ. A bare ا
is no إ, though: whoever means that form and not the plural أفعال writes the hamza below; and a ي is
no ى, for most adjectives end with it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

T = TypeVar("T")

_RADICAL = "[بتثجحخدذرزسشصضطظعغفقكلمنهويءأؤئگچپڤژ]"
# What may be written for a letter of a pattern. T is the ت that the eighth form puts after the
# first radical; after ز it is د, after ص ض ط ظ it is ط.
_WRITTEN = {
    "أ": "[أا]",
    "ة": "[ةه]",
    "ئ": "[ئي]",
    "آ": "[آا]",
    "T": "(?:ت|(?<=ز)د|(?<=[صضطظ])ط)",
}
_HAMZA = str.maketrans("أؤئ", "ءءء")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    for letter in pattern:
        if not letter.isdigit():
            parts.append(_WRITTEN.get(letter, letter))
        elif f"(?P<r{letter}>{_RADICAL})" in parts:
            parts.append(f"(?P=r{letter})")
        else:
            parts.append(f"(?P<r{letter}>{_RADICAL})")
    return re.compile("".join(parts))


def radicals(pattern: str, spelled: str) -> str | None:
    """Return the radicals of a word that has this pattern, or None if it has another one.

    >>> radicals("م12و3", "مشروع"), radicals("أ12ا3", "إعلام")
    ('شرع', None)
    """
    # A letter of a pattern is a letter of the word, so that few patterns need be compared.
    if len(pattern) != len(spelled):
        return None
    found = _compiled(pattern).fullmatch(spelled)
    return "".join(found.groups()).translate(_HAMZA) if found else None


def has_pattern(spelled: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a word has one of these patterns."""
    length = len(spelled)
    return any(
        len(pattern) == length and _compiled(pattern).fullmatch(spelled) for pattern in patterns
    )


def by_length(patterns: Iterable[tuple[str, T]]) -> Mapping[int, Sequence[tuple[str, T]]]:
    """Return patterns, each with its meaning, by the number of letters of their words."""
    found: defaultdict[int, list[tuple[str, T]]] = defaultdict(list)
    for pattern, meaning in patterns:
        found[len(pattern)].append((pattern, meaning))
    return found
