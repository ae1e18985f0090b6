"""How slugs are made, in both scripts."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count

from core.language.characters import TATWEEL, is_invisible

SLUG_MAX_LENGTH = 60


def without_marks(text: str) -> str:
    """Return `text` without tashkeel, Latin accents, tatweel and invisible controls."""
    # Precomposed hamza letters must survive the removal of marks, so they are not decomposed.
    decomposed = "".join(
        c if c in "أإآؤئ" else unicodedata.normalize("NFKD", c)
        for c in unicodedata.normalize("NFKC", text)
    )
    return "".join(
        c for c in decomposed if not (unicodedata.combining(c) or is_invisible(c) or c == TATWEEL)
    )


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


def first_free(base: str, is_free: Callable[[str], bool], ending: str = "") -> str:
    """Return `base` if it is free, else the first free one of `base-2`, `base-3` and so on.

    Each is tried, and returned, with `ending` after it, such as ".po".
    """
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for each in candidates if is_free(name := f"{each}{ending}"))
