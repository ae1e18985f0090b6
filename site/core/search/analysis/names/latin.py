"""Latin spellings of names from other scripts, as one form: who transliterates agrees with nobody.

    Sulaymaniyah  Suleimaniya  Soulaymania      →  sulaimania
    Al-Fallujah   el Falloudja                  →  alfaluja
    Ba'quba       Baqubah                       →  bakuba

The form is compared with those of known names alone, so that it may be as coarse as this.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# In this order; each is a spelling and what replaces it.
_RULES = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("tch", "ch"),
        ("dj", "j"),
        ("sch", "sh"),
        ("dh", "d"),
        ("th", "t"),
        ("kh", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("ck|q|x", "k"),
        ("(?<=[aeiouwy])h$", ""),
        ("[ou]+w?(?=[^aeiouy]|$)|oo|ou", "u"),
        ("[ow]", "u"),
        ("u+", "u"),
        ("(?<![aeiy])[iy]e(?=[^aeiouy]|$)|ee", "i"),
        ("[ae][iy]", "AI"),
        ("[iy]+", "i"),
        ("[ae]+", "a"),
        ("aAI|AIa(?=i)|AI", "ai"),
        (r"(.)\1+", r"\1"),
    )
)
_OTHER = re.compile("[^a-z0-9]")  # such as ʿ
# Letters before which the article is written and said with that letter: as-Samawah.
_SUN = ("sh", "th", "dh", "t", "d", "r", "z", "s", "l", "n")
ARTICLES = frozenset({"al", "el", "ul", "il"})


@lru_cache(maxsize=20_000)
def latin_form(word: str) -> str:
    """Return the form in which spellings of a folded word are equal.

    >>> {latin_form(word) for word in ["maysan", "meisan", "meysan"]}
    {'maisan'}
    >>> latin_form("hussein"), latin_form("husain"), latin_form("diwaniyyah")
    ('husain', 'husain', 'diuania')
    """
    form = _OTHER.sub("", word)
    for spelling, letters in _RULES:
        form = spelling.sub(letters, form)
    return form or word


def with_articles(words: list[str]) -> Iterator[list[str]]:
    """Yield the words of a name with and without articles, in the ways that people write them.

    >>> [" ".join(words) for words in with_articles(["al", "samawah"])]
    ['samawah', 'al samawah', 'el samawah', 'ul samawah', 'as samawah', 'es samawah', 'us samawah']
    """
    for number, word in enumerate(words[:-1]):
        if word in ARTICLES:
            before, after = words[:number], words[number + 1 :]
            for rest in with_articles(after):
                yield [*before, *rest]
                yield from ([*before, article, *rest] for article in _articles(after[0]))
            return
    yield words


def _articles(word: str) -> list[str]:
    sun = next((sound for sound in _SUN if word.startswith(sound)), "")
    return ["al", "el", "ul", *([f"a{sun}", f"e{sun}", f"u{sun}"] if sun else [])]
