"""The stem that all forms of one English word share: votes, voted, voting.

What is made from a word by other endings (voter, electoral) is another word: see `families`. The
steps are the first and the last of Porter's second algorithm, as published; its others join words
of different meanings.
"""

import re
from functools import lru_cache

from core.search.analysis.english.lists import read_lines, read_words

_VOWEL = re.compile(r"[aeiouy]")
_VOWELS_APART = re.compile(r"[aeiouy]+[^aeiouy]+[aeiouy]")
# A vowel between two consonants at the end, or a word that is only a vowel and a consonant.
_SHORT_SYLLABLE = re.compile(r"(?:[^aeiouy][aeiouy][^aeiouywx]|^[aeiouy][^aeiouy])$")
_DOUBLE = re.compile(r"(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
# Forms that no rule gives, each with the word that it is a form of.
_IRREGULAR = {form: line[0] for line in read_lines("english_irregular") for form in line[1:]}
# Words that only look like forms of others: according, united, news.
_WHOLE = frozenset(read_words("english_whole"))


@lru_cache(maxsize=20_000)
def inflected_stem(word: str) -> str:
    """Return the stem of a folded word in its British or American spelling.

    >>> {inflected_stem(word) for word in ("vote", "votes", "voted", "voting")}
    {'vote'}
    >>> inflected_stem("wives"), inflected_stem("fishermen"), inflected_stem("according")
    ('wife', 'fisherman', 'according')
    """
    word = singular(word)
    return word if len(word) < 3 or is_whole(word) else _without_e(_without_ending(word))


def singular(word: str) -> str:
    """Return a folded word without the ending of plurals, and irregular forms as what they are of.

    >>> singular("countries"), singular("women"), singular("held"), singular("voted")
    ('country', 'woman', 'hold', 'voted')
    """
    word = _IRREGULAR.get(word, word)
    if len(word) < 3 or is_whole(word):
        return word
    word = _without_s(word)
    return _IRREGULAR.get(word, word)


def is_whole(word: str) -> bool:
    """Return whether a word only looks like a form of another: "according"."""
    return word in _WHOLE


def _without_s(word: str) -> str:
    """Return a noun without the ending of its plural, and a verb without its -s."""
    if word.endswith("men") and len(word) > 4:
        return f"{word[:-3]}man"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("elves"):
        return f"{word[:-3]}f"
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss")) or not word.endswith("s"):
        return word
    return word[:-1] if _VOWEL.search(word[:-2]) else word


def _without_ending(word: str) -> str:
    """Return a verb without -ed or -ing."""
    if word.endswith("ied"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    ending = next((each for each in ("ing", "ed") if word.endswith(each)), "")
    rest = word.removesuffix(ending)
    if not ending or word.endswith("eed") or len(rest) < 2 or not _VOWEL.search(rest):
        return word
    if len(rest) > 3 and _DOUBLE.search(rest):
        return rest[:-1]
    if rest.endswith("ll") and _VOWELS_APART.search(rest):
        return rest[:-1]
    return f"{rest}e" if _is_short(rest) else rest


def _without_e(word: str) -> str:
    """Return a word without a final e that its other forms have lost."""
    rest = word[:-1]
    if word.endswith("ll") and _VOWELS_APART.search(word):
        return rest
    return rest if word.endswith("e") and len(rest) > 2 and not _is_short(rest) else word


def _is_short(word: str) -> bool:
    """Whether a verb without its ending is so short that it has lost an e: hop(e), vot(e)."""
    return bool(_SHORT_SYLLABLE.search(word)) and not _VOWELS_APART.search(word)
