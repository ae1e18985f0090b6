"""The article and the particles of one letter that are written together with a word."""

import re
from collections.abc import Iterator

from core.language.folding import fold
from core.search.analysis.arabic import lexicon
from core.search.analysis.arabic.frames import has_pattern
from core.search.analysis.arabic.suffixes import bases, is_known

_ARTICLE = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل)(?=.{2})")
# What follows the ل of فاعل: لاعب, لاجئين.
_AFTER_LAM = ("ا12", "ا12ة", "ا12ين", "ا12ات")
_PARTICLES = frozenset("وفبلكس")
# Common nouns that are so short that, with a particle, they look like a word of their own: بلغة.
_SHORT_NOUNS = """
    لغة ثقة صفة فئة هيئة مئة سنة قوة جهة صلة صحة عدة مدة قصة حصة خطة قمة أمة شدة دقة جثة جنة
    حجة ذمة سلة نية فرقة حملة جلسة دورة ثورة ورشة شركة
"""
_SHORT = frozenset(fold(_SHORT_NOUNS).split())
# Words that begin with a radical, not with a particle. و begins fewer kinds of words of its own.
_OWN_OF_WAW = ("12ي3", "12ا3", "12و3", "1ا23", "12ي3ة", "12ا3ة", "12و3ة", "1ا23ة", "12ائ3", "123ة")
_OWN = (*_OWN_OF_WAW, "123ان", "12اء", "123ى", "1وا23", "12ا34", "12ا3ي4", "123اء", "12ي3ي", "123ي")


def without_article(spelled: str) -> tuple[str, ...]:
    """Return what a word may be without its article, the likeliest first.

    >>> without_article("وبالمدينة"), without_article("للجنة"), without_article("التزام")
    (('مدينة',), ('لجنة', 'جنة'), ('التزام', 'تزام'))
    """
    found = _ARTICLE.match(spelled)
    if found is None or lexicon.is_stop_word(spelled):
        return (spelled,)
    if spelled[0] in _PARTICLES and lexicon.is_protected_start(spelled):
        # والدين are parents.
        return (spelled,)
    rest = spelled[found.end() :]
    others = [spelled] if is_known(spelled) else []
    if found[0].endswith("لل"):
        # Of three ل one is not written: للجنة is ل+ال+لجنة.
        with_lam = f"ل{rest}"
        is_short = len(rest) == 2
        if has_pattern(rest, _AFTER_LAM) or (is_known(with_lam) and not is_short):
            return (with_lam, rest, *others)
        if is_short:
            return (rest, with_lam) if is_known(rest) else (with_lam, rest)
    return (rest, *others) if is_known(rest) or not others else (*others, rest)


def without_particles(spelled: str) -> Iterator[str]:
    """Yield what remains of a word if its first letters are particles: وبدعم is بدعم or دعم.

    >>> list(without_particles("وبدعم")), list(without_particles("وزارة"))
    (['بدعم', 'دعم'], [])
    """
    if not _may_begin_with_particle(spelled):
        return
    rest = spelled[1:]
    yield rest
    yield from without_particles(rest)


def _may_begin_with_particle(spelled: str) -> bool:
    first, rest = spelled[:1], spelled[1:]
    if first not in _PARTICLES or len(rest) < 3:
        return False
    if lexicon.is_stop_word(spelled) or _has_own_start(spelled):
        return False
    if first == "س":
        return rest[0] in "يتنأ" and len(rest) > 3 and (rest[0] == "ي" or is_known(rest))
    if is_known(rest) or fold(rest) in _SHORT:
        return not is_known(spelled)
    if first in "فك" or is_known(spelled):
        return False
    return not has_pattern(spelled, _OWN_OF_WAW if first == "و" else _OWN)


def _has_own_start(spelled: str) -> bool:
    """Return whether the lexicon has a word that begins so, with or without suffixes: بعيدا."""
    words = (spelled, *(base.spelled for base in bases(spelled)))
    return any(lexicon.is_protected_start(word) for word in words)
