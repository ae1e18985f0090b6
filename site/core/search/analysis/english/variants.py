"""One spelling for each English word that is spelled in several ways: organise, theatre."""

import re
from functools import lru_cache

from core.search.analysis.english.lists import read_lines

# By rule: -ise and -ize (not prize, size), -yse and -yze, -logue and -log, -eller and -eler.
_RULES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})iz(e|es|ed|er|ers|ing|ings|ation|ations|ational|able)$", r"is\1"),
        (r"yz(e|es|ed|er|ers|ing)$", r"ys\1"),
        (r"logue(s?)$", r"log\1"),
        (r"logu(ed|ing)$", r"log\1"),
        (r"(?<=[aeiou])([^aeiou]+)([aeiou])ll(er|or)(s?)$", r"\1\2l\3\4"),
    )
]
_PARTS = {line[0]: line[1] for line in read_lines("english_variants")}
_PART = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))


@lru_cache(maxsize=20_000)
def one_spelling(word: str) -> str:
    """Return the one spelling of a folded word.

    >>> one_spelling("organized"), one_spelling("theatres"), one_spelling("dialog")
    ('organised', 'theaters', 'dialog')
    """
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return _PART.sub(_instead, word)


def _instead(found: re.Match[str]) -> str:
    part = found[0]
    return _PARTS[part] if part in _PARTS else _PARTS[f"{part}$"]
