"""The keys of one Arabic word."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from core.language.folding import fold
from core.search.analysis.arabic import lexicon
from core.search.analysis.arabic.particles import without_article, without_particles
from core.search.analysis.arabic.related import relations, relations_of_second_form
from core.search.analysis.arabic.suffixes import Base, bases
from core.search.analysis.levels import Level, QueryKey
from core.search.analysis.tokens import Token

# Words of a large archive that come again and again; one takes about 2 KB.
_CACHED = 20_000
# Letters of Iraqi and Kurdish words for which Arabic has none, and what is written instead.
_OTHER_LETTERS = {"گ": "كجق", "چ": "جك", "پ": "ب", "ژ": "زج", "ڤ": "ف"}
_MOST_SPELLINGS = 6
# Writers differ on where some hamzas sit.
_SEATS = (
    ("ئو", "ؤو"),
    ("ؤو", "ئو"),
    ("يأة", "يئة"),
    ("يئة", "يأة"),
    ("يأت", "يئت"),
    ("يئت", "يأت"),
)


class _Keys(NamedTuple):
    stem: str
    readings: tuple[str, ...]
    related: tuple[str, ...]


def index_keys(token: Token, *, is_name: bool) -> Iterator[str]:
    """Yield the stem of a word, its further readings and, outside names, what it is related to."""
    keys = _of_text(token.word, token.spelled)
    yield f"~{keys.stem}"
    yield from (f"+{reading}" for reading in keys.readings)
    if not is_name:
        yield from (f"*{key}" for key in keys.related)
    if token.doubled:
        found = relations_of_second_form(token.doubled)
        yield from (f"*{fold(each.own)}" for each in found)


def query_keys(token: Token, *, is_name: bool) -> Iterator[QueryKey]:
    """Yield the keys that answer a word of a query."""
    keys = _of_query(token.word, token.spelled)
    for stem in (keys.stem, *keys.readings):
        yield QueryKey(f"~{stem}", Level.STEM)
        yield QueryKey(f"+{stem}", Level.STEM)
    if not is_name:
        yield from (QueryKey(f"*{key}", Level.RELATED) for key in keys.related)


def stem(token: Token) -> str:
    """Return the one stem of a word."""
    return _of_text(token.word, token.spelled).stem


def tokens_without_particles(token: Token) -> tuple[Token, ...]:
    """Return what a word of a query may be whose first letters are particles.

    It is for queries that find nothing: وبلدية may be بلدية, but somebody who types بلدية does not
    mean لدية.
    """
    rests = [*without_particles(token.spelled)]
    return tuple(Token(fold(rest), rest, token.script, token.start, token.end) for rest in rests)


@lru_cache(_CACHED)
def _of_text(word: str, spelled: str) -> _Keys:
    """Return the keys of a word in a text, where all that it may be is read."""
    words = _readings(spelled)
    words += [base for rest in without_particles(spelled) for base in bases(rest)]
    for other in _other_spellings(spelled):
        words += _readings(other)
    return _Keys(*_stems(words), _own(words) if not lexicon.is_stop_word(word) else ())


@lru_cache(_CACHED)
def _of_query(word: str, spelled: str) -> _Keys:
    """Return the keys of a word in a query, where nothing is read that is hardly meant."""
    words = [base for base in _readings(spelled) if not base.is_only_read]
    if spelled.endswith("ا") and len(spelled) > 2:
        words += _readings(f"{spelled}ء")
    for other in _other_spellings(spelled):
        words += _readings(other)
    return _Keys(*_stems(words), _asked(words) if not lexicon.is_stop_word(word) else ())


def _readings(spelled: str) -> list[Base]:
    return [base for rest in without_article(spelled) for base in bases(rest)]


def _stems(words: list[Base]) -> tuple[str, tuple[str, ...]]:
    first, *others = dict.fromkeys(fold(base.spelled) for base in words)
    return first, tuple(others)


def _own(words: list[Base]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(each.own) for base in words for each in relations(base)))


def _asked(words: list[Base]) -> tuple[str, ...]:
    found = (key for base in words for each in relations(base) for key in each.asked)
    return tuple(dict.fromkeys(fold(key) for key in found))


def _other_spellings(spelled: str) -> list[str]:
    """Return a word with letters of Arabic alone, and with the other seat of its hamza.

    گلال is كلال, جلال or قلال; مسئول is مسؤول, and هيأة is هيئة.
    """
    found = [spelled.replace(seat, other) for seat, other in _SEATS if seat in spelled]
    if not _OTHER_LETTERS.keys().isdisjoint(spelled):
        letters = product(*(_OTHER_LETTERS.get(letter, letter) for letter in spelled))
        found += ("".join(each) for each in islice(letters, _MOST_SPELLINGS))
    return found
