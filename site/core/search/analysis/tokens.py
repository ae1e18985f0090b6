"""The words of a text, each with its script and its place in the text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from core.language.characters import TATWEEL, has_arabic_letters, is_invisible
from core.language.folding import fold, folded, folded_words

# What readers of Arabic distinguish and the folded form does not: hamza, ة and ى. Letters of other
# keyboards become Arabic ones here, too.
_LETTERS = str.maketrans("ٱیېۍێۆەھہۃکڪڵڕ", "اييييوهههةككلر")
_WORD = re.compile(r"\S+")
# A verb of three letters whose second one is doubled: قدّم, ووقّع, يزوّرون. ت would be another form
# as well: تعلّم. Other vowel signs are taken out before.
_VOWEL_SIGNS = re.compile("[\u064b-\u0650\u0652\u0640]")
_DOUBLED = re.compile("[وف]?[يسن]{0,2}([ء-ي][ء-ي])\u0651((?![ةا])[ء-ي])(?:ت|وا|ون|ه|ها|هم|ته|تها)?")
# Texts repeat their words, and whoever searches may send any other: short ones are cached.
_CACHED, _LONGEST_CACHED = 30_000, 40


class Script(Enum):
    ARABIC = "arabic"
    LATIN = "latin"
    NUMBER = "number"
    OTHER = "other"


class Token(NamedTuple):
    """A word: folded, as it is spelled (hamza, ة and ى kept), and its place in the text.

    In Latin script a capital at its beginning may show that it is a name. In Arabic script the
    radicals whose second one has the sign of doubling show a verb: صوّت voted, صوت is a voice.
    """

    word: str
    spelled: str
    script: Script
    start: int
    end: int
    is_capital: bool = False
    doubled: str = ""


def tokens(text: str) -> list[Token]:
    """Return the words of a text in their order.

    >>> [(token.word, token.spelled) for token in tokens("إلى الأُولى!")]
    [('الي', 'إلى'), ('الاولي', 'الأولى')]
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    form = folded(text)
    for found in _WORD.finditer(form.text):
        place = found.start()
        for word in _words_of(found[0]):
            place = form.text.index(word, place)
            start, end = form.span(place, place + len(word))
            place += len(word)
            own = text[start:end]
            is_capital, sign = own[0].isupper(), doubled(own)
            yield Token(word, spelled(own), script_of(word), start, end, is_capital, sign)


def _words_of(piece: str) -> Sequence[str]:
    return _short_words_of(piece) if len(piece) <= _LONGEST_CACHED else folded_words(piece)


@lru_cache(maxsize=_CACHED)
def _short_words_of(piece: str) -> tuple[str, ...]:
    return tuple(folded_words(piece))


def spelled(word: str) -> str:
    """Return a word without tashkeel, tatweel and controls, but with hamza, ة and ى.

    >>> spelled("مُؤسَّسـة")
    'مؤسسة'
    """
    return _short_spelled(word) if len(word) <= _LONGEST_CACHED else _spelled(word)


@lru_cache(maxsize=_CACHED)
def _short_spelled(word: str) -> str:
    return _spelled(word)


def _spelled(word: str) -> str:
    composed = unicodedata.normalize("NFKC", word).casefold()
    return "".join(
        char
        for char in composed.translate(_LETTERS)
        if not unicodedata.combining(char) and not is_invisible(char) and char != TATWEEL
    )


def doubled(word: str) -> str:
    """Return the radicals of a verb, if a sign doubles the second of them, otherwise nothing.

    >>> [doubled(word) for word in ("صَوَّتَ", "ووقّع", "يزوّرون", "صوت", "ضفّة")]
    ['صوت', 'وقع', 'زور', '', '']
    """
    if "\u0651" not in word:
        return ""
    found = _DOUBLED.fullmatch(_VOWEL_SIGNS.sub("", word))
    return "".join(found.groups()) if found else ""


def script_of(word: str) -> Script:
    """Return the script of a folded word; one that mixes scripts counts as Arabic, then Latin."""
    return _short_script_of(word) if len(word) <= _LONGEST_CACHED else _script_of(word)


@lru_cache(maxsize=_CACHED)
def _short_script_of(word: str) -> Script:
    return _script_of(word)


def _script_of(word: str) -> Script:
    if has_arabic_letters(word):
        return Script.ARABIC
    if word.isascii() and word.isdigit():
        return Script.NUMBER
    return Script.LATIN if any("a" <= char <= "z" for char in fold(word)) else Script.OTHER
