"""Verbs, verbal nouns and participles of one verb form, for verbs that the lexicon does not have.

Only forms that show by their letters are read: the first form has as many shapes as nouns have, so
it is left to the lexicon, and so are its verbal nouns. What a root means in one form shows little
about what it means in another, so each form of a root is a family of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.search.analysis.arabic.frames import by_length, radicals
from core.search.analysis.arabic.suffixes import Base, Ending

# Each verb form, weak roots apart: the pattern of its verbal noun, then of verb and participle.
_FORMS = {
    "2": ("ت12ي3", "ي123", "123ت", "123وا"),
    "2y": ("ت12ية", "ي12ي"),
    "3": ("م1ا23ة", "ي1ا23", "1ا23ت", "1ا23وا"),
    "3y": ("م1ا2اة", "ي1ا2ي"),
    "4": ("إ12ا3", "ي123"),
    "4w": ("إ1ا2ة", "ي1ي2", "م1ي2"),
    "4y": ("إ12اء", "ي12ي"),
    "5": ("ت123", "مت123", "يت123", "تت123"),
    "6": ("ت1ا23", "ت1ا23ة", "مت1ا23", "يت1ا23", "تت1ا23"),
    "6y": ("ت1ا2ي", "مت1ا2ي", "يت1ا2ى"),
    "7": ("ان12ا3", "ين123", "تن123", "من123", "ان123"),
    "7w": ("ان1يا2", "ين1ا2", "من1ا2", "ان1ا2"),
    "7d": ("ان12ا2", "ين12", "من12", "ان12"),
    "8": ("ا1T2ا3", "ي1T23", "ت1T23", "م1T23", "ا1T23"),
    "8w": ("ا1Tيا2", "ي1Tا2", "ت1Tا2", "م1Tا2", "ا1Tا2"),
    "8d": ("ا1T2ا2", "ي1T2", "ت1T2", "م1T2", "ا1T2"),
    "8y": ("ا1T2اء", "ي1T2ي", "ت1T2ي", "م1T2ي", "ا1T2ى"),
    "10": ("است12ا3", "يست123", "تست123", "مست123", "است123"),
    "10w": ("است1ا2ة", "يست1ي2", "تست1ي2", "مست1ي2", "است1ا2"),
    "10d": ("است12ا2", "يست12", "تست12", "مست12", "است12"),
    "10y": ("است12اء", "يست12ي", "تست12ي", "است12ى"),
    "10t": ("استي1ا2", "يستو12", "تستو12", "مستو12", "استو12"),
    "q": ("1234ة", "ي1234", "م1234"),
}
# What only a written hamza shows.
_WITH_HAMZA: Mapping[str, tuple[str, ...]] = {
    "4": ("أ123",),
    "4w": ("أ1ا2",),
    "4y": ("أ12ى", "أ12ا"),
}
# Forms that no other is written like; يكتب, though, may seem to be the eighth form of كبّ.
_SURE = frozenset(["5", "6", "6y", "7", "7w", "8", "8w", "8y", "10", "10w", "10d", "10y", "10t"])
_WEAK = frozenset("وي")
# Roots whose eighth form begins with است; every other such word is of the tenth form: مستمر.
_SIN_ROOTS = "سمع سلم سند سبق ستر سلب سعر سبي سوي سقي سنن سرق"
_EIGHTH_WITH_SIN = frozenset(_SIN_ROOTS.split())
# A participle with the plural of men; in the singular, مفعل may be a place, and مفاعل a plural.
_MEN: Mapping[str, tuple[str, ...]] = {"2": ("م123",), "3": ("م1ا23",), "4": ("م123",)}
# Words with the pattern of a participle that mean something of their own.
_NOUNS = """
    مجتمع منتخب مختبر مستقبل متوسط مختار مستوصف مستنقع منتج متجر متحف منطق منطلق محترف منحدر
    منتصف مستودع مستشار معتدل
"""
_OWN_MEANING = frozenset(_NOUNS.split())


class FormFound(NamedTuple):
    """A verb form of a root, and whether a word is its verbal noun."""

    family: str
    is_noun: bool
    # Of other forms, verb and participle may belong to another verb: only the verbal noun is sure.
    is_sure: bool

    @property
    def is_written_like_first(self) -> bool:
        """Whether its present is written like that of the first form."""
        return self.family.startswith(("2.", "4."))


_Patterns = Mapping[int, Sequence[tuple[str, str]]]


def _patterns(forms: Mapping[str, Sequence[str]]) -> _Patterns:
    return by_length((each, form) for form, patterns in forms.items() for each in patterns)


_OF_ALL, _OF_HAMZA, _OF_MEN = _patterns(_FORMS), _patterns(_WITH_HAMZA), _patterns(_MEN)


def forms_found(base: Base) -> Iterator[FormFound]:
    """Yield the verb forms that a word may belong to by its pattern.

    >>> [form.family for form in forms_found(Base("احتجاج"))]
    ['8.حجج', '8d.حج']
    """
    if base.spelled in _OWN_MEANING:
        return
    yield from _matching(_OF_ALL, base.spelled)
    if base.spelled.startswith("أ"):
        yield from _matching(_OF_HAMZA, base.spelled)
    if base.ending is Ending.MEN:
        yield from _matching(_OF_MEN, base.spelled)


def _matching(patterns: _Patterns, spelled: str) -> Iterator[FormFound]:
    for pattern, form in patterns.get(len(spelled), ()):
        root = radicals(pattern, spelled)
        if root is None or (form == "4" and _is_weak(root)):
            continue
        if not (form.startswith("8") and root[0] == "س" and root not in _EIGHTH_WITH_SIN):
            yield FormFound(f"{form}.{root}", pattern == _FORMS[form][0], form in _SURE)


def _is_weak(root: str) -> bool:
    """Return whether a radical is weak: such words have other patterns, and look like nouns."""
    return not _WEAK.isdisjoint(root[1:])
