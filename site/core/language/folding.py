"""The one form of all spellings of a text: by it names are compared and words are searched.

    as written   المُنتدىٰ الأوّل ‎(٢٠١٩)    Ｃafé  Society
    folded       المنتدي الاول (2019)       cafe society

Editors write hamza, tashkeel and digits as they please, and partners' texts bring presentation
forms and invisible controls with them; whoever searches types none of it. Folding gives exactly
one string; further readings of a letter are a matter of search alone.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from core.language.characters import TATWEEL, has_arabic_letters, is_invisible

# Letters that Persian, Kurdish and Urdu keyboards send for Arabic ones, and that have no
# decomposition of their own. Of the high hamza, decompositions leave only itself.
_LETTERS = str.maketrans("ٱٲٳىیېۍێےۆةەھہۃکڪڵڕ", "اااييييييوهههههككلر", "\u0674")
_ARTICLE = re.compile(r"^ال(?=[ء-ي]{3})")
# Only the characters of the alphabets in use are cached: whoever searches may send any other.
_CACHED_BELOW = 0x700


class _Forms(dict[int, str]):
    """The folded form of each character, by its code point; made when first asked for."""

    def __missing__(self, code: int) -> str:
        form = _folded_character(chr(code))
        if code < _CACHED_BELOW:
            self[code] = form
        return form


def _folded_character(char: str) -> str:
    """Return the form of one character: a space for any white one, "" for what is dropped."""
    if char.isspace():
        return " "
    # Folding the case may yield letters with accents again.
    folded = _bare(_bare(char).casefold())
    return "".join(
        str(unicodedata.decimal(letter, letter)) for letter in folded.translate(_LETTERS)
    )


def _bare(text: str) -> str:
    """Return the letters of a text without accents, tashkeel, hamza above or below, controls."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(char) and not is_invisible(char) and char != TATWEEL
    )


_FORMS = _Forms()


def fold(text: str) -> str:
    """Return the form in which spellings of one text are equal.

    >>> fold("  الأُولى\\n") == fold("الاولي")
    True
    """
    return " ".join(text.translate(_FORMS).split())


class _Separators(dict[int, str]):
    """A space for each character that separates words: punctuation and symbols."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self_or_space = " " if unicodedata.category(char)[0] in "PS" else char
        if code < _CACHED_BELOW:
            self[code] = self_or_space
        return self_or_space


_SEPARATORS = _Separators()


def folded_words(text: str) -> list[str]:
    """Return the words of a text in folded form, without what separates them.

    >>> folded_words("«Al-Anbar», 2019!")
    ['al', 'anbar', '2019']
    """
    return fold(text).translate(_SEPARATORS).split()


def without_article(word: str) -> str:
    """Return a folded word without the Arabic article, where a word of three letters remains.

    >>> without_article(fold("المنتدى"))
    'منتدي'
    """
    return _ARTICLE.sub("", word)


def with_and_without_article(word: str) -> list[str]:
    """Return a folded word as it is, and an Arabic one without its article and with it.

    >>> with_and_without_article("منتدي"), with_and_without_article("peace")
    (['منتدي', 'المنتدي'], ['peace'])
    """
    bare = without_article(word)
    return list(dict.fromkeys([word, bare, f"ال{bare}"])) if has_arabic_letters(word) else [word]


def searchable(text: str) -> str:
    """Return the folded words with a space before and after each, so that whole ones are found."""
    return f" {' '.join(folded_words(text))} "


@dataclass(frozen=True)
class Folded:
    """A folded text, and for each of its characters the place in `original` that it came from."""

    original: str
    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the (start, end) in the original of `text[start:end]`, which is not empty.

        The marks that follow the last letter belong to it.

        >>> folded("ٱلسَّلَامُ عليكم").span(0, 6)
        (0, 10)
        """
        after = self.origins[end - 1] + 1
        while after < len(self.original) and not _FORMS[ord(self.original[after])]:
            after += 1
        return self.origins[start], after


def folded(text: str) -> Folded:
    """Return `fold(text)` with the way back to `text`, for highlights."""
    characters: list[str] = []
    origins: list[int] = []
    for place, char in enumerate(text):
        for letter in _FORMS[ord(char)]:
            if letter != " " or (characters and characters[-1] != " "):
                characters.append(letter)
                origins.append(place)
    if characters and characters[-1] == " ":
        characters.pop()
        origins.pop()
    return Folded(text, "".join(characters), origins)
