"""The keys of one English word.

A word is found in each of its forms (`~`, a stem), and what is made from it below that (`*`).
"""

from collections.abc import Iterator

from core.search.analysis.english.families import families, is_listed
from core.search.analysis.english.inflection import inflected_stem
from core.search.analysis.english.stop_words import STOP_WORDS
from core.search.analysis.english.variants import one_spelling
from core.search.analysis.levels import Level, QueryKey
from core.search.analysis.tokens import Token


def index_keys(token: Token, *, is_name: bool) -> Iterator[str]:
    """Yield the stem of a word and, outside names, the families that it belongs to."""
    yield f"~{stem(token)}"
    if _has_families(token, is_name=is_name):
        yield from (f"*{name}" for name in families(token.word))


def query_keys(token: Token, *, is_name: bool) -> Iterator[QueryKey]:
    """Yield the keys that answer a word of a query."""
    yield QueryKey(f"~{stem(token)}", Level.STEM)
    if _has_families(token, is_name=is_name):
        for name in families(token.word):
            yield QueryKey(f"*{name}", Level.RELATED)


def stem(token: Token) -> str:
    """Return the one stem of a word."""
    return inflected_stem(one_spelling(token.word))


def is_known(token: Token) -> bool:
    """Return whether a list has a word, so that it is no typing mistake."""
    return is_listed(token.word)


def _has_families(token: Token, *, is_name: bool) -> bool:
    is_word = token.word.isascii() and token.word.isalpha()
    return is_word and not is_name and token.word not in STOP_WORDS
