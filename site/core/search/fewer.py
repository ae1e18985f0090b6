"""What is offered where no text has all the words: those of them that some text has together."""

from collections.abc import Sequence

from core.costly.bounded import SEARCHES
from core.search.analysis import words
from core.search.analysis.names.names import known_names
from core.search.analysis.queries import SearchQuery, Term, read_query
from core.search.finding import Narrowing, counts_by_language

# Each costs two statements, where nothing was found. Whoever types more has pasted a sentence.
_MOST_TERMS = 6
# With which the key of a place, person or organisation begins.
_NAME = "#"
# … and that of names of people that only sound like a word.
_ALIKE = "#~"


def fewer_words(text: str, lang: str, narrowing: Narrowing) -> str:
    """Return fewer of the words of `text`, as typed, that some item in `lang` has; "" if none has.

    Names come first, then rare words: of what happened in Hit, Hit narrows most. Two statements
    for each of at most six words. Raises BusyError if too many searches are under way.
    """
    terms = read_query(text, known_names(), words.loose_keys).terms[:_MOST_TERMS]
    if len(terms) < 2:
        return ""
    with SEARCHES.turn():
        chosen = _together(terms, lang, narrowing)
    return " ".join(term.typed for term in terms if term in chosen)


def _together(terms: Sequence[Term], lang: str, narrowing: Narrowing) -> list[Term]:
    """Return terms that items have together, each added if some item has it with those before."""
    counts = {term.text: _count([term], lang, narrowing) for term in terms}
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda each: (not _is_name(each), counts[each.text])):
        is_alone = not chosen
        if counts[term.text] and (is_alone or _count([*chosen, term], lang, narrowing)):
            chosen.append(term)
    return chosen


def _count(terms: Sequence[Term], lang: str, narrowing: Narrowing) -> int:
    query = SearchQuery("", tuple(terms), (), is_cut=False)
    return counts_by_language(query, narrowing).get(lang, 0)


def _is_name(term: Term) -> bool:
    return any(key.startswith(_NAME) and not key.startswith(_ALIKE) for key in term.keys)
