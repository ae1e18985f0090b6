"""What somebody typed, as words and the keys that answer each."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.search.analysis import compounds, words
from core.search.analysis.levels import Level, QueryKey
from core.search.analysis.names.names import NameFound, Names
from core.search.analysis.names.seed import related_concepts
from core.search.analysis.tokens import Token, tokens

# More would only make the statement longer: nobody narrows a search by the seventeenth word.
MAX_TERMS = 16
# Enough for many more words than are used; whoever pastes a whole article waits no longer for it.
MAX_CHARACTERS, MAX_WORDS = 2_000, 48
_QUOTES = '"“”„‟«»‹›＂❝❞'
_QUOTED = re.compile(f"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")

# Keys of a word beyond those that it always has, as attempts after the first one add them.
MoreKeys = Callable[[Token], Sequence[QueryKey]]


@dataclass(frozen=True)
class Term:
    """A word or name of a query, the keys that answer it, with their best level, and as typed."""

    text: str
    keys: Mapping[str, Level]
    typed: str = ""


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for: a text that has each term, and each phrase as stems in this order."""

    text: str
    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...]
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        return not self.terms


NO_QUERY = SearchQuery("", (), (), is_cut=False)


def query_of(term: Term) -> SearchQuery:
    """Return the query for one term alone."""
    return SearchQuery(term.text, (term,), (), is_cut=False)


def read_query(text: str, names: Names, more: MoreKeys | None = None) -> SearchQuery:
    """Return what somebody typed as terms; of more than 16, the first ones.

    Words such as "the" and «في» narrow nothing: they count only inside a quoted phrase, or if
    nothing else was typed. A quotation mark without its counterpart is no phrase.
    """
    typed = text.strip()
    used = typed[:MAX_CHARACTERS]
    found = tokens(used)
    terms = read_terms(used, found[:MAX_WORDS], names, more)
    is_cut = len(terms) > MAX_TERMS or len(found) > MAX_WORDS or len(used) < len(typed)
    return SearchQuery(typed, tuple(terms[:MAX_TERMS]), tuple(_phrases(used)), is_cut)


def read_terms(
    text: str, found: Sequence[Token], names: Names, more: MoreKeys | None = None
) -> list[Term]:
    """Return each word and name of a query once, without what narrows nothing."""
    named = names.find(found, is_query=True)
    hiding = {name.start: name for name in named if name.hides_words}
    around = _keys_around(found, named)
    terms: dict[str, Term] = {}
    idle: dict[str, Term] = {}
    for own, name in _groups(text, found, hiding):
        is_idle = name is None and len(own) == 1 and _is_idle(own[0], text)
        parts = [_name_part(own, name)] if name else _word_parts(own, text, found, more)
        for tokens_of_part, keys in parts:
            wider = [key for token in tokens_of_part for key in around.get(token, ())]
            term = _term(tokens_of_part, [*keys, *wider], text)
            (idle if is_idle else terms).setdefault(term.text, term)
    return list((terms or idle).values())


def _keys_around(found: Sequence[Token], named: Sequence[NameFound]) -> dict[Token, list[QueryKey]]:
    """Return for tokens the keys of names whose words are words as well: an organisation's."""
    around: dict[Token, list[QueryKey]] = {}
    for name in named:
        for token in () if name.hides_words else found[name.start : name.end]:
            around.setdefault(token, []).extend(_concept_keys(name))
    return around


def _groups(
    text: str, found: Sequence[Token], named: Mapping[int, NameFound]
) -> Iterator[tuple[Sequence[Token], NameFound | None]]:
    """Yield the tokens of each name, of each hyphenated word, and each other token alone."""
    place = 0
    while place < len(found):
        name = named.get(place)
        end = name.end if name else place + 1
        while not name and end < len(found) and end not in named:
            if not compounds.are_joined(text, found, end):
                break
            end += 1
        yield found[place:end], name
        place = end


def _concept_keys(name: NameFound) -> Iterator[QueryKey]:
    """Yield the keys of a name and, below them, those of a country's people or its country."""
    for concept in name.concepts:
        yield QueryKey(concept, name.level)
        yield from (QueryKey(each, Level.RELATED) for each in related_concepts().get(concept, ()))


def _name_part(own: Sequence[Token], name: NameFound) -> tuple[Sequence[Token], list[QueryKey]]:
    keys = [*_concept_keys(name)]
    if len(own) == 1:
        keys += words.query_keys(own[0], is_name=True)
    return own, keys


def _word_parts(
    own: Sequence[Token], text: str, found: Sequence[Token], more: MoreKeys | None
) -> Iterator[tuple[Sequence[Token], list[QueryKey]]]:
    """Yield the words that a word is, of which a hyphenated one may be several, and their keys."""
    for part in compounds.query_parts(own, text, found):
        keys = [*words.query_keys(part.token), *part.joined_keys]
        yield [part.token], keys + list(more(part.token) if more else ())


def _is_idle(token: Token, text: str) -> bool:
    """Whether a word narrows nothing: "us", but not "US"."""
    typed = text[token.start : token.end]
    is_acronym = len(typed) > 1 and typed.isupper() and not text.isupper()
    return words.is_stop_word(token) and not is_acronym


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    for quoted in _QUOTED.findall(text):
        if stems := tuple(words.stem(token) for token in tokens(quoted)[:MAX_WORDS]):
            yield stems


def _term(own: Sequence[Token], keys: Sequence[QueryKey], text: str) -> Term:
    """Return a term of `text` with each of its keys at the best of its levels."""
    best: dict[str, Level] = {}
    for key, level in sorted(keys, key=lambda each: each.level):
        best.setdefault(key, level)
    typed = text[own[0].start : own[-1].end]
    return Term(" ".join(token.word for token in own), best, typed)
