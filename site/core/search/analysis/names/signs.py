"""What shows beside an ordinary word that it is a name here: Hit, the city; May, the month."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from core.search.analysis.names.spellings import without_particles
from core.search.analysis.tokens import Script, Token

_FAMILY = re.compile("ال.+ي")
_DATA = Path(__file__).parent.parent / "data" / "name_signs.tsv"


@lru_cache(maxsize=1)
def _signs() -> dict[str, set[str]]:
    signs = defaultdict(set)
    for line in _DATA.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            place, words = line.split("\t")
            signs[place].update(words.split())
    return signs


def is_shown_as_place(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word beside the tokens from `start` to `end` shows that they name a place."""
    return _before(tokens, start, "before place") or (
        end < len(tokens) and tokens[end].word in _signs()["after place"]
    )


def is_shown_as_month(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number or a word beside the tokens shows that they name a month."""
    beside = [*tokens[max(start - 1, 0) : start], *tokens[end : end + 1]]
    has_number = any(token.script is Script.NUMBER for token in beside)
    return has_number or _before(tokens, start, "before month")


def has_name_of_family(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word with article and ي comes after one without article: كريم الكعبي.

    Adjectives agree with their nouns in having the article, so it is none.
    """
    if end >= len(tokens) or tokens[start].word.startswith("ال"):
        return False
    after = tokens[end]
    is_near = after.start - tokens[end - 1].end == 1
    return is_near and len(after.word) > 5 and bool(_FAMILY.fullmatch(after.spelled))


def is_titled(tokens: Sequence[Token], start: int) -> bool:
    """Whether the word before the token is a title, such as “Doctor”, or “son of”."""
    return _before(tokens, start, "before given")


def _before(tokens: Sequence[Token], start: int, place: str) -> bool:
    if not start:
        return False
    word = tokens[start - 1].word
    return any(each in _signs()[place] for each in (word, *_bare(word)))


def _bare(word: str) -> list[str]:
    found = without_particles(word)
    return [*found, *(each.removeprefix("ال") for each in found), word.removeprefix("ال")]
