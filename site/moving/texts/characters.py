"""Characters that mean others: presentation forms, and UTF-8 that was read as Windows-1252."""

import re
import unicodedata
from dataclasses import dataclass

# Shapes of Arabic letters and ligatures of Latin ones, as PDF files and old word processors have
# them. Not U+FDF0–FDFF, honorifics that are characters of their own, nor variation selectors.
_FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdcf\ufe70-\ufefc]+")
# The last bytes of characters in UTF-8, as Windows-1252 shows them; five it leaves undefined.
_CONTINUING = "".join(
    bytes([byte]).decode("cp1252", errors="replace").replace("\ufffd", chr(byte))
    for byte in range(0x80, 0xC0)
)
_LEADING = "\u00c2-\u00f4"
_MISREAD = re.compile(f"[{_LEADING}][{re.escape(_CONTINUING)}]{{1,3}}")
# Where a no-break space became a plain one, or a byte was lost, nothing is certain.
_BROKEN = re.compile(f"[ÃØÙâ][{re.escape(_CONTINUING)}]?(?=[\\s{re.escape(_CONTINUING)}]|$)")
_BYTES = {char: byte for byte, char in zip(range(0x80, 0xC0), _CONTINUING, strict=True)}


@dataclass(frozen=True, slots=True)
class Mended:
    """A text, and whether wrongly read characters were corrected in it, or are still there."""

    text: str
    is_mended: bool = False
    is_doubtful: bool = False


def folded_forms(text: str) -> str:
    """Return a text with the letters that its presentation forms mean.

    >>> folded_forms("ﻣﺒﺎدرة")
    'مبادرة'
    """
    return _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def mended(text: str) -> Mended:
    """Return a text with UTF-8 that was read as Windows-1252 corrected, if that is certain.

    It is certain where every suspicious sequence of the text is a character in UTF-8.

    >>> mended("caf\\u00c3\\u00a9").text
    'café'
    """
    if not _MISREAD.search(text):
        return Mended(text)
    try:
        corrected = _MISREAD.sub(_corrected, text)
    except UnicodeDecodeError:
        return Mended(text, is_doubtful=True)
    if _MISREAD.search(corrected) or _BROKEN.search(corrected):
        return Mended(text, is_doubtful=True)
    return Mended(corrected, is_mended=True)


def _corrected(found: re.Match[str]) -> str:
    """Return the character that a sequence is; UnicodeDecodeError where it is none."""
    content = bytes(_BYTES.get(char, ord(char) & 0xFF) for char in found[0])
    return content.decode("utf-8")
