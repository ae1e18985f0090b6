"""How names are compared and slugs are made, in both scripts; text from outside, made safe."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

# Right-to-left marks, embeddings, isolates, zero-width joiners: invisible, so never part of a name.
_INVISIBLE = dict.fromkeys(
    [0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_TATWEEL = {0x0640: None}
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
    }
)
SLUG_MAX_LENGTH = 60
_LARGEST_ID = 2**63 - 1  # a larger number is an error in SQLite, not a row that is missing


def without_marks(text: str) -> str:
    """Return `text` without tashkeel, Latin accents, tatweel and invisible controls."""
    # Precomposed hamza letters must survive the removal of marks, so they are kept aside.
    kept = "".join(
        c if c in "أإآؤئ" else unicodedata.normalize("NFKD", c)
        for c in unicodedata.normalize("NFKC", text)
    )
    bare = "".join(c for c in kept if not unicodedata.combining(c))
    return bare.translate(_INVISIBLE).translate(_TATWEEL)


def folded_name(name: str) -> str:
    """Return the form in which two spellings of one name are equal.

    >>> folded_name("  Un  Ponte PER ") == folded_name("un ponte per")
    True
    """
    return " ".join(without_marks(name).translate(_LETTERS).casefold().split())


def slug_of(text: str) -> str:
    """Return a Unicode slug of at most 60 characters, cut at a word, or an empty string.

    >>> slug_of("مجالسُ التماســك الاجتماعي")
    'مجالس-التماسك-الاجتماعي'
    """
    words = re.findall(r"\w+", without_marks(text).replace("_", " ").lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:SLUG_MAX_LENGTH]
        if len(longer) > SLUG_MAX_LENGTH:
            break
        slug = longer
    return slug


def without_nul(text: str) -> str:
    """Return `text` without NUL characters, which PostgreSQL refuses to store."""
    return text.replace("\x00", "")


def row_id(text: str) -> int | None:
    """Return the id of a row written in `text`, or None where no row can have it.

    >>> row_id("12"), row_id("١٢"), row_id("9" * 23)
    (12, None, None)
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_LARGEST_ID))):
        return None
    number = int(text)
    return number if number <= _LARGEST_ID else None


def row_ids(texts: Iterable[Any]) -> list[int]:
    """Return the ids among `texts`; what is no id is left out."""
    return [pk for text in texts if (pk := row_id(str(text))) is not None]
