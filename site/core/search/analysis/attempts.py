"""What is tried when nothing is found as typed: other readings first, then typing mistakes."""

from collections.abc import Callable, Iterator
from functools import partial

from core.search.analysis import spelling, words
from core.search.analysis.levels import Level, QueryKey
from core.search.analysis.names.names import Names
from core.search.analysis.queries import SearchQuery, Term, read_query
from core.search.analysis.tokens import Token

# Somebody who mistypes more words than these has typed no words at all.
_MOST_CORRECTED = 3


def attempts(text: str, names: Names, *, is_found: Callable[[Term], bool]) -> Iterator[SearchQuery]:
    """Yield a query as it was typed, then each next way to read it.

    Ask the next one only if the one before found nothing: those after the first are made then,
    and most queries need none. `is_found` answers whether any text has one of a term's keys: only
    words that no text has are taken for typing mistakes, since two right words that no text has
    together are an honest zero.

        for query in attempts(text, known_names(), is_found=…):
            if found := search(query):
                break
    """
    typed = read_query(text, names)
    yield typed
    if typed.is_empty:
        return
    loose = read_query(text, names, words.loose_keys)
    if loose.terms != typed.terms:
        yield loose
    unknown = {term.text for term in loose.terms if not is_found(term)}
    if not 0 < len(unknown) <= _MOST_CORRECTED:
        return
    corrected = read_query(text, names, partial(_corrected_keys, unknown, names))
    if corrected.terms != loose.terms:
        yield corrected


def _corrected_keys(unknown: set[str], names: Names, token: Token) -> list[QueryKey]:
    """Return the keys of other readings, and those of likely words for one that no text has."""
    keys = list(words.loose_keys(token))
    if token.word in unknown:
        keys += [QueryKey(key, Level.SPELLING) for key in spelling.candidates(token, names)]
    return keys
