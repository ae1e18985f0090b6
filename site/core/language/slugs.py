"""How slugs are made, in both scripts."""

import re
import unicodedata

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


def without_marks(text: str) -> str:
    """Return `text` without tashkeel, Latin accents, tatweel and invisible controls."""
    # Precomposed hamza letters must survive the removal of marks, so they are kept aside.
    kept = "".join(
        c if c in "أإآؤئ" else unicodedata.normalize("NFKD", c)
        for c in unicodedata.normalize("NFKC", text)
    )
    bare = "".join(c for c in kept if not unicodedata.combining(c))
    return bare.translate(_INVISIBLE).translate(_TATWEEL)


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
