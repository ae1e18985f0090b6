"""In which language a text is written, by its letters."""

import re
from dataclasses import dataclass

# Of the alphabets of both languages; other scripts decide nothing.
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u0750-\u077f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Letters that Kurdish needs in nearly every word, and Arabic has in none.
_KURDISH = re.compile("[ڕڵۆێەڤ]")
_WORDS = re.compile(r"\S+")
# From this part of its letters on a second language is no quotation, name or title any more.
_MIXED = 0.25
_ENOUGH = 60  # letters
_KURDISH_PART = 0.03


@dataclass(frozen=True, slots=True)
class Script:
    """The language of a text ("" where it has too few letters), and whether it has two.

    `is_kurdish`: in Arabic letters, but with those of Kurdish.
    """

    lang: str
    is_mixed: bool = False
    is_kurdish: bool = False


def script_of(text: str) -> Script:
    """Return in which language a plain text is written.

    >>> script_of("نص عربي").lang
    'ar'
    """
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if not arabic and not latin:
        return Script("")
    lang = "ar" if arabic > latin else "en"
    fewer, all_letters = min(arabic, latin), arabic + latin
    is_mixed = fewer >= _ENOUGH and fewer / all_letters >= _MIXED
    kurdish = len(_KURDISH.findall(text))
    is_kurdish = lang == "ar" and kurdish >= 3 and kurdish / arabic >= _KURDISH_PART
    return Script(lang, is_mixed, is_kurdish)
