"""What characters are, for all code that has to know: invisible ones, and Arabic letters."""

import re
import unicodedata

TATWEEL = "ـ"
# Controls, formats (direction marks, joiners, soft hyphens) and halves of surrogate pairs.
_INVISIBLE = {"Cc", "Cf", "Cs"}
# Letters of Arabic and of the languages that are written with it; no digits and no punctuation.
ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_ARABIC_LETTER = re.compile(f"[{ARABIC_LETTERS}]")


def is_invisible(char: str) -> bool:
    """Whether a character is never seen and is no white space; it is no part of any word."""
    return unicodedata.category(char) in _INVISIBLE and not char.isspace()


def visible(text: str) -> str:
    """Return a text without its invisible characters.

    >>> visible("\u200f/ar/\u2069")
    '/ar/'
    """
    return "".join(char for char in text if not is_invisible(char))


def has_arabic_letters(text: str) -> bool:
    """Whether a text has at least one letter of the Arabic script.

    >>> has_arabic_letters("هيت"), has_arabic_letters("Hit, ٢٠١٩؟")
    (True, False)
    """
    return _ARABIC_LETTER.search(text) is not None
