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


def first_free(
    base: str, is_free: Callable[[str], bool], ending: str = "", longest: int | None = None
) -> str:
    """Return `base` if it is free, else the first free one of `base-2`, `base-3` and so on.

    Each is tried, and returned, with `ending` after it, such as ".po". With `longest`, in
    characters, `base` is cut so that the number has room.
    """
    numbers = chain([""], (f"-{number}" for number in count(2)))
    candidates = (f"{_with_room(base, number, longest)}{number}{ending}" for number in numbers)
    return next(name for name in candidates if is_free(name))


def _with_room(base: str, number: str, longest: int | None) -> str:
    return base if longest is None else base[: longest - len(number)].rstrip("-")


def free_slug(base: str, is_free: Callable[[str], bool]) -> str:
    """Return the first free slug that begins with `base` and is not too long."""
    return first_free(base, is_free, longest=SLUG_MAX_LENGTH)


def is_too_long(slug: str, is_stored: Callable[[str], bool]) -> bool:
    """Whether a slug has more characters than new ones may have; a stored one keeps its address."""
    return len(slug) > SLUG_MAX_LENGTH and not is_stored(slug)
