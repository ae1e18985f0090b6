"""A text in words as names are looked up in it, in both scripts.

Words of «وبالأنبار» Al‑Khalidy’s عبد البديع are وبالانبار, al, khalidy, s and عبدالبديع.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.language.characters import has_arabic_letters
from core.language.folding import Folded

ARTICLE = "ال"
_LAM_ARTICLE = "لل"  # how ل and ال are written together
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_SHORTEST = 2  # what is left of a word without its prefixes has at least this many letters
_WORD = re.compile(r"[^\W_ʼʾʿ]+")
_SERVANT = re.compile(f"[{_CONJUNCTIONS}]?[{_PREPOSITIONS}]?عبد")
_GAPS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("‘’ʼʾʿ`´", "'"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a folded text, from `start` to `end`; `gap` is what separates it from the last one.

    Dashes of every kind are one in `gap`, and so are apostrophes.
    """

    text: str
    start: int
    end: int
    gap: str


def words_of(folded: Folded) -> list[Word]:
    """Return the words of a text; عبد and the name of God that follows it are one word."""
    found: list[Word] = []
    for word in _words(folded.text):
        before = found[-1] if found else None
        if before and word.gap == " " and _is_servant_of(before.text, word.text):
            found[-1] = Word(before.text + word.text, before.start, word.end, before.gap)
        else:
            found.append(word)
    return found


def _words(text: str) -> Iterator[Word]:
    end = 0
    for match in _WORD.finditer(text):
        yield Word(match[0], match.start(), match.end(), text[end : match.start()].translate(_GAPS))
        end = match.end()


def _is_servant_of(word: str, follower: str) -> bool:
    return follower.startswith(ARTICLE) and _SERVANT.fullmatch(word) is not None


def may_part(gap: str, wanted: str) -> bool:
    """Whether a name may have `gap` where its spelling has `wanted`: Al-Ramadi, Al Ramadi."""
    return gap == wanted or {gap, wanted} <= {" ", "-"}


def bare(word: str) -> str:
    """Return an Arabic word without its article."""
    is_long = len(word) >= len(ARTICLE) + _SHORTEST
    return word[len(ARTICLE) :] if word.startswith(ARTICLE) and is_long else word


def unprefixed(word: str) -> set[str]:
    """Return what a word may be without و ف ب ل ك ال before it, itself among them.

    >>> sorted(unprefixed("وللانبار")) == sorted(
    ...     ["وللانبار", "للانبار", "لانبار", "انبار", "الانبار", "اللانبار"])
    True
    """
    if not has_arabic_letters(word[0]):
        return {word}
    found = {word}
    if word[0] in _CONJUNCTIONS:
        found.add(word[1:])
    for form in list(found):
        if form.startswith(_LAM_ARTICLE):
            # The article loses its alif, and a third lam is not written: للأنبار، للاعنف.
            found |= {ARTICLE + form[2:], ARTICLE + form[1:]}
        if form[:1] and form[0] in _PREPOSITIONS:
            found.add(form[1:])
    found |= {bare(form) for form in found}
    return {form for form in found if form == word or len(form) >= _SHORTEST}
