"""What is written as one word or as several: peacebuilding, sit-in, e-mail, and 3,000.

A text is found by both words and by the one that they make; so is one with two words side by
side, since nobody can know which of them others write as one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.search.analysis import words
from core.search.analysis.english.lists import read_words
from core.search.analysis.levels import Level, QueryKey
from core.search.analysis.tokens import Script, Token

_HYPHENS = frozenset("-‐‑–")
_APOSTROPHES = frozenset("'’ʼ‘`´")
# What stays of the possessive, and of "don't".
_AFTER_APOSTROPHE = frozenset({"s", "t"})
# The Arabic article in Latin letters: with it or without it, a name is the same.
_ARTICLES = frozenset({"al", "el"})
# They make words with the verb before them: a sit-in, a check-up, a walkout.
_PARTICLES = frozenset({"in", "up", "out", "off", "down", "back", "over", "on", "by", "away"})
# They are no words of their own: "non-violent" is not what is both "non" and "violent".
_PREFIXES = frozenset(read_words("english_prefixes"))
_SHORTEST = 3
# Between the thousands of a number, in the ways of both scripts.
_THOUSANDS = frozenset(",.٬،'’")


@dataclass(frozen=True)
class Part:
    """What one term of a query is: a word, and the keys of what it makes with its neighbours."""

    token: Token
    joined_keys: Sequence[QueryKey] = ()


def are_joined(text: str, found: Sequence[Token], place: int) -> bool:
    """Return whether the token at `place` belongs to the word of the one before it.

    They have a hyphen or an apostrophe between them, or are one number; or what was typed ends with
    a particle, after which no place follows, as in "sit in".
    """
    first, second = found[place - 1], found[place]
    if _is_one_number(text, first, second):
        return True
    between = _between(text, first, second)
    if between in _HYPHENS or between in _APOSTROPHES:
        return True
    is_last = place == len(found) - 1
    return is_last and between == " " and second.word in _PARTICLES and _is_word(first)


def index_keys(text: str, found: Sequence[Token]) -> Iterator[str]:
    """Yield the keys of what neighbours in a text make as one word."""
    number = ""
    for first, second in pairwise(found):
        number = (number or first.word) if _is_one_number(text, first, second) else ""
        if number:
            number += second.word
            yield f"={number}"
            continue
        between = _between(text, first, second)
        if between in _HYPHENS or (between in _APOSTROPHES and not _is_remainder(second)):
            yield from words.index_keys(_joined(first, second))
        elif between == " " and _may_be_one(first, second):
            yield f"~{words.stem(_joined(first, second))}"


def query_parts(own: Sequence[Token], text: str, found: Sequence[Token]) -> Iterator[Part]:
    """Yield the terms of a word, or of a hyphenated one, that was typed among others.

    "sit-in" and "non-violent" are one term each; of "fact-checking" and "health care" each word is
    one, which "healthcare" answers as well.
    """
    if len(own) == 1:
        yield Part(own[0], list(_neighbour_keys(own[0], text, found)))
        return
    if own[0].script is Script.NUMBER:
        word = "".join(token.word for token in own)
        yield Part(Token(word, word, Script.NUMBER, own[0].start, own[-1].end))
        return
    parts = [token for token in own if not _is_remainder(token) and token.word not in _ARTICLES]
    is_one = _between(text, *parts[:2]) in _APOSTROPHES if len(parts) == 2 else False
    if len(parts) == 2 and (is_one or not all(map(_is_word, parts))):
        yield Part(_joined(*parts))
        return
    for token in parts or own:
        if _is_word(token) or len(parts) == 1:
            yield Part(token, list(_neighbour_keys(token, text, found)))


def _neighbour_keys(token: Token, text: str, found: Sequence[Token]) -> Iterator[QueryKey]:
    """Yield the keys of the words that a word makes with the one before it or after it."""
    place = found.index(token)
    for first, second in pairwise(found[max(place - 1, 0) : place + 2]):
        between = _between(text, first, second)
        if between in _HYPHENS or (between == " " and _may_be_one(first, second)):
            yield QueryKey(f"~{words.stem(_joined(first, second))}", Level.STEM)


def _is_one_number(text: str, first: Token, second: Token) -> bool:
    """Return whether two numbers are one with a sign between its thousands: 3,000."""
    if first.script is not Script.NUMBER or second.script is not Script.NUMBER:
        return False
    are_thousands = len(first.word) <= 3 and len(second.word) == 3
    return are_thousands and text[first.end : second.start] in _THOUSANDS


def _between(text: str, first: Token, second: Token) -> str:
    """Return what is between two Latin words, white space as one space; "" if one is no such."""
    if first.script is not Script.LATIN or second.script is not Script.LATIN:
        return ""
    between = text[first.end : second.start]
    return " " if between.isspace() else between


def _joined(first: Token, second: Token) -> Token:
    word, spelled = first.word + second.word, first.spelled + second.spelled
    return Token(word, spelled, Script.LATIN, first.start, second.end)


def _is_remainder(token: Token) -> bool:
    return token.word in _AFTER_APOSTROPHE


def _is_word(token: Token) -> bool:
    """Whether it is a word by which texts are found when it is alone."""
    is_prefix = token.word in _PREFIXES or len(token.word) == 1
    return not is_prefix and not words.is_stop_word(token)


def _may_be_one(first: Token, second: Token) -> bool:
    """Whether two words side by side may also be written as one."""
    if not _is_word(first) and first.word not in _PREFIXES:
        return False
    return second.word in _PARTICLES or (_is_word(second) and len(second.word) >= _SHORTEST)
