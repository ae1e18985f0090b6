"""The order of names and titles in lists: that of the alphabet, in both scripts.

Databases compare Arabic by rules of their own, if by any: أ, إ and ا far apart, a tatweel as a
letter, and every name with an article under ا. So lists are ordered by a key that is made here and
compared by code points everywhere.

    as written                        the order in lists
    بغداد  أربيل  البصرة  ميسان       أربيل  البصرة  بغداد  ميسان
"""

import re

from core.language.folding import fold
from core.language.slugs import without_marks

SORT_KEY_LENGTH = 200
_WORD = re.compile(r"[^\W_]+")
# Only of a bare alif: ألمانيا has no article. A word of two letters is none without it (الله).
_ARTICLE = re.compile(r"^[اٱ]ل(?=\w{3})")
# Letters of Kurdish and Persian, each after the Arabic one that it was made from. The character
# after it is greater than every letter, so that گا is behind كي.
_AFTER = "\ue000"
_LETTERS = str.maketrans(
    {letter: before + _AFTER for letter, before in zip("پچژڕڤگڵھۆێ", "بجزرفكلهوي", strict=True)}
)


def sort_key(text: str) -> str:
    """Return the text by which a name or title is ordered, word by word.

    Vowel signs, tatweel, case, accents, punctuation and the form of a hamza make no difference,
    nor does the article at the beginning of any word.

    >>> sort_key("منتدى الأنبار") < sort_key("منتدى بابل") < sort_key("منتدى البصرة")
    True
    """
    words = (_ARTICLE.sub("", word) for word in _WORD.findall(without_marks(text)))
    return fold(" ".join(words)).translate(_LETTERS)[:SORT_KEY_LENGTH]
