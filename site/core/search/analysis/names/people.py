"""Names of people that nobody has listed: their consonants, which both scripts write alike.

    سعد الخالدي   Saad Al-Khalidy   Sa'd el Khaledi    →  k l d  for the family's name

Only words after a given name are read so, in texts and in queries: in every other place the same
consonants are most often those of another word.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from core.search.analysis.names.latin import ARTICLES
from core.search.analysis.tokens import Script, Token

_MOST_AFTER = 3  # words after a given name: a father's, a grandfather's, a family's
_LEAST_CONSONANTS = 3
_MOST_FORMS = 8
# What each letter may be in Latin letters; vowels and what only lengthens them are nothing.
_ARABIC = {
    "ب": ("b",), "پ": ("b",), "ت": ("t",), "ط": ("t",), "ث": ("t", "s"), "ج": ("j", "g"),
    "چ": ("c", "j"), "ح": ("h",), "ه": ("h",), "خ": ("k",), "د": ("d",), "ض": ("d", "z"),
    "ذ": ("d", "z"), "ظ": ("z", "d"), "ر": ("r",), "ز": ("z",), "ژ": ("z", "j"), "س": ("s",),
    "ص": ("s",), "ش": ("x",), "غ": ("g",), "گ": ("g", "k"), "ف": ("f",), "ڤ": ("f",), "ق": ("k",),
    "ك": ("k",), "ل": ("l",), "م": ("m",), "ن": ("n",),
}  # fmt: skip
_LATIN = tuple(
    (re.compile(spelling), letters)
    for spelling, letters in (
        ("sch|sh", "x"),
        ("tch|ch", "c"),
        ("dj", "j"),
        ("kh|q|ck|c(?!h)", "k"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ph|v", "f"),
        ("p", "b"),
        ("h$", ""),
        ("[^bcdfghjklmnrstxz]", ""),
        (r"(.)\1+", r"\1"),
    )
)


_FINAL_H = re.compile("[aeiouy]h$")


@lru_cache(maxsize=20_000)
def consonants(word: str, script: Script) -> tuple[str, ...]:
    """Return the consonants of a folded word, in as many ways as they may be read.

    >>> consonants("الخالدي", Script.ARABIC), consonants("khalidy", Script.LATIN)
    (('kld',), ('kld',))
    """
    if script is Script.LATIN:
        has_final_h = bool(_FINAL_H.search(word))
        for spelling, letters in _LATIN:
            word = spelling.sub(letters, word)
        # A final h may be ة or ح: Fatimah, Saleh.
        found = [word, f"{word}h"] if has_final_h else [word]
    else:
        bare = word.removeprefix("ال").removesuffix("ه")
        # One by one: a word of thirty ج has more readings than a memory holds.
        readings = islice(product(*(_ARABIC.get(letter, ("",)) for letter in bare)), _MOST_FORMS)
        found = [re.sub(r"(.)\1+", r"\1", "".join(each)) for each in readings]
    return tuple(dict.fromkeys(each for each in found if len(each) >= _LEAST_CONSONANTS))


def family_names(word: str, script: Script) -> tuple[str, ...]:
    """Return the consonants of a word that may be the name of a family without a given name.

    Fewer than four are those of too many words, unless it ends like most such names and few words:
    Sistani. In Arabic, it has the article and ي.

    >>> family_names("takarli", Script.LATIN), family_names("takerly", Script.LATIN)
    (('tkrl',), ('tkrl',))
    >>> family_names("market", Script.LATIN), family_names("التكرلي", Script.ARABIC)
    (('mrkt',), ('tkrl',))
    """
    if script is Script.ARABIC and not (word.startswith("ال") and word.endswith("ي")):
        return ()
    has_ending = script is Script.ARABIC or word.endswith("i")
    least = _LEAST_CONSONANTS if has_ending else _LEAST_CONSONANTS + 1
    return tuple(each for each in consonants(word, script) if len(each) >= least)


def words_after(
    tokens: Sequence[Token], end: int, *, is_query: bool
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the place of each word that belongs to the name whose given name ends at `end`.

    In texts, what is no name ends it: a stop between them, or a Latin word without capital.
    """
    place, last = end, tokens[end - 1]
    while place < min(end + _MOST_AFTER, len(tokens)):
        token = tokens[place]
        is_article = token.word in ARTICLES
        if token.script is not last.script or (not is_query and token.start - last.end > 1):
            return
        if not is_query and token.script is Script.LATIN and not (token.is_capital or is_article):
            return
        if not is_article and (found := consonants(token.word, token.script)):
            yield place, tuple(f"#~{each}" for each in found)
        place, last = place + 1, token
