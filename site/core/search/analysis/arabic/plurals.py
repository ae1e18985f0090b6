"""Broken plurals of words that the lexicon does not have, by the pattern of singular and plural.

Each pair of patterns is a key of its own, with a side for the singular and one for the plural: a
key shared by all plurals of a root would join كتاب and كتيبة. Pairs that are wrong about as often
as they are right are not here; their words are in the lexicon: عمل/أعمال is, جمعة/جمع is not.
"""

from collections.abc import Iterator
from typing import NamedTuple

from core.search.analysis.arabic.frames import by_length, radicals

# Each plural and the singulars that it may belong to.
_PAIRS = {
    "أ12ا3": ("123", "12ي3"),
    "أ1وا2": ("1ا2",),
    "أ12اء": ("12و", "12ي2"),
    "آ1ا2": ("أ12",),
    "12و3": ("123",),
    "أ123ة": ("12ا3", "12ي3", "12و3"),
    "أ12ية": ("12اء",),
    "أ12ة": ("12ي2", "12ا2"),
    "123اء": ("12ي3", "1ا23"),
    "أ123اء": ("12ي3",),
    "أ12ياء": ("12ي",),
    "1وا23": ("1ا23", "1ا23ة", "1و23"),
    "1وا2ي": ("1ا2ية",),
    "12ائ3": ("12ي3ة", "12ا3ة", "12و3ة", "12و3", "12ي3"),
    "12ا34": ("1234", "1234ة"),
    "م1ا2ي": ("م12ى", "م12ي"),
    "12ا3ي4": ("123و4", "123ا4", "123ي4", "123و4ة", "123ي4ة"),
    "1وا2ي3": ("1ا2و3", "1ا2و3ة"),
    "1ي2ان": ("1ا2",),
    "123ان": ("12ي3", "12ا3"),
    "123ى": ("12ي3",),
    "12اة": ("1ا2ي",),
    "12ايا": ("12ية", "12ي3ة"),
}
_WEAK = ("و", "ي")
# Forms of the first of these letters are verbs or verbal nouns rather than plurals: تعامل, يحارب.
_VERB_LETTERS = ("ت", "ي", "ن", "ا")
# Feminines of أحمر and the like, and other words with the pattern of فقراء that are no plurals.
COLOURS = frozenset(
    ["حمراء", "خضراء", "صفراء", "زرقاء", "سوداء", "سمراء", "شقراء", "بيضاء"],
)
# Nouns and adjectives that have the pattern of plurals such as حقوق and are singulars themselves.
_SINGULARS_OF_THEIR_OWN = """
    جنوب رسول عجوز وقود عمود زبون بخور فطور سحور طهور خجول كسول حقود حسود صبور غيور فضول ذهول خمول
    وجود شحوب شغوف عطوف رؤوف ودود لدود حنون
"""
_NO_PLURALS = (
    COLOURS
    | {"عذراء", "صحراء", "كهرباء", "عاشوراء", "كربلاء"}
    | frozenset(_SINGULARS_OF_THEIR_OWN.split())
)


class _Pair(NamedTuple):
    singular: str
    plural: str


_ALL = [_Pair(one, many) for many, ones in _PAIRS.items() for one in ones]


class Sides(NamedTuple):
    """The number families of a word, as keys: those where it is the singular, and the plural."""

    singular: tuple[str, ...]
    plural: tuple[str, ...]


_SINGULARS = by_length((pair.singular, pair) for pair in _ALL)
_PLURALS = by_length((pair.plural, pair) for pair in _ALL)


def number_families(spelled: str) -> Sides:
    """Return the families that a word may have by its pattern.

    >>> set(number_families("مشروع").singular) & set(number_families("مشاريع").plural)
    {'123و4.12ا3ي4.مشرع'}
    """
    return Sides(tuple(_of_singular(spelled)), tuple(_of_plural(spelled)))


def _of_singular(spelled: str) -> Iterator[str]:
    for pattern, pair in _SINGULARS.get(len(spelled), ()):
        root = _root(pattern, spelled)
        if root is not None:
            yield _family(pair, root)


def _of_plural(spelled: str) -> Iterator[str]:
    if spelled in _NO_PLURALS:
        return
    for pattern, pair in _PLURALS.get(len(spelled), ()):
        root = _root(pattern, spelled)
        if root is not None and not (pattern == "12ا34" and spelled[0] in _VERB_LETTERS):
            yield _family(pair, root)


def _root(pattern: str, spelled: str) -> str | None:
    """Return the radicals of a word that has this pattern, unless a weak letter shows that not.

    The third of four radicals is never weak: then it belongs to a pattern of three. A final ي or و
    is an ending, unless the pattern has it.
    """
    root = radicals(pattern, spelled)
    if root is None or (len(root) == 4 and root[2] in _WEAK):
        return None
    return None if pattern[-1].isdigit() and spelled[-1] in _WEAK else root


def _family(pair: _Pair, root: str) -> str:
    return f"{pair.singular}.{pair.plural}.{root}"
