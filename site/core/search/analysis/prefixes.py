"""What somebody has begun to type: whole words, and the beginning of one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.language.folding import without_article
from core.search.analysis import words
from core.search.analysis.levels import Level
from core.search.analysis.names.names import Names
from core.search.analysis.queries import MAX_CHARACTERS, MAX_TERMS, Term, read_terms
from core.search.analysis.tokens import Script, Token, tokens

# The longest name that is looked for, in words.
_LONGEST_NAME = 4
# A stem may be shorter than what is typed; one of two letters would be in half of all words.
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class PrefixQuery:
    """What is suggested: what has each term, and a key that begins so or one of the names.

    `begun` holds beginnings of keys, such as `=جباي`, and `concepts` whole keys of names, any of
    whose spellings begin with what is typed. One of both is enough.
    """

    text: str
    terms: tuple[Term, ...]
    begun: tuple[str, ...]
    concepts: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.begun


def read_prefix(text: str, names: Names) -> PrefixQuery:
    """Return what somebody is typing; its last word is unfinished.

    The words of an unfinished name, such as "Umm Qa", are answered by the name as well.
    """
    typed = text.strip()
    found = tokens(typed[:MAX_CHARACTERS])
    if not found:
        return PrefixQuery(typed, (), (), ())
    begun_names = dict(_begun_names(found, names))
    return PrefixQuery(
        typed,
        tuple(_answered(term, begun_names) for term in _whole_terms(typed, found[:-1], names)),
        tuple(_begun(found[-1])),
        tuple(dict.fromkeys(concept for each in begun_names.values() for concept in each)),
    )


def _begun_names(found: Sequence[Token], names: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each of the last words and the names that begin with it and the words after it."""
    for start in range(max(len(found) - _LONGEST_NAME, 0), len(found)):
        yield found[start].word, names.beginning(found[start:])


def _whole_terms(text: str, whole: Sequence[Token], names: Names) -> Sequence[Term]:
    if all(map(words.is_stop_word, whole)):
        return ()
    return read_terms(text, whole[:MAX_TERMS], names)[: MAX_TERMS - 1]


def _answered(term: Term, begun_names: Mapping[str, tuple[str, ...]]) -> Term:
    """Return a term that is answered by the names as well that are begun with it."""
    concepts = dict.fromkeys(begun_names.get(term.text, ()), Level.STEM)
    return Term(term.text, {**concepts, **term.keys})


def _begun(last: Token) -> Iterator[str]:
    """Yield how the keys of an unfinished word begin, with and without the Arabic article."""
    if last.script is not Script.ARABIC:
        yield f"={last.word}"
        return
    bare = without_article(last.word)
    yield from (f"={word}" for word in dict.fromkeys([last.word, bare, f"ال{bare}"]))
    if len(bare) >= _SHORTEST_STEM:
        # Further readings, too: the joined particles, and چ as ج.
        yield from (f"~{bare}", f"+{bare}")
