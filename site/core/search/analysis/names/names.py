"""The names that are known, and where they occur in a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.language.folding import folded_words
from core.search.analysis.english.stop_words import STOP_WORDS
from core.search.analysis.levels import Level
from core.search.analysis.names.latin import ARTICLES
from core.search.analysis.names.people import words_after
from core.search.analysis.names.seed import Kind, KnownName, seed
from core.search.analysis.names.signs import (
    has_name_of_family,
    is_shown_as_month,
    is_shown_as_place,
    is_titled,
)
from core.search.analysis.names.sources import NameRow, stored_names
from core.search.analysis.names.spellings import (
    exact_form,
    forms_of_name,
    forms_of_word,
    joined,
    without_particles,
)
from core.search.analysis.tokens import Script, Token

_MOST_WORDS = 12  # of a name
# Shorter names are found in the words that they are written in, not across others: hi|t.
_LEAST_ACROSS = 5
_LEAST_BEGUN, _MOST_BEGUN = 2, 20  # letters typed of an unfinished name; concepts
_GIVEN = "#given-"
_MOST_CACHED = 50_000


class NameFound(NamedTuple):
    """The tokens from `start` to `end` (exclusive) name these concepts, as keys with `#`.

    If it hides its words, they mean nothing by themselves: سوق الشيوخ, the town, is no market. The
    words of an organisation are words, too, and so are those that may be no name here.
    """

    start: int
    end: int
    concepts: tuple[str, ...]
    hides_words: bool = True
    level: Level = Level.STEM


class _Meaning(NamedTuple):
    concept: str
    kind: Kind
    words: int
    needs_sign: bool
    is_bare: bool


_Meanings = tuple[_Meaning, ...]


class Names:
    """All names that are known at one moment; `stored` are the rows that they come from."""

    stored: Sequence[NameRow] = ()

    def __init__(self, known: Iterable[KnownName] = (), *, base: "Names | None" = None) -> None:
        """Know these names, and those of `base`, which stays as it is and is not copied."""
        self._base = base
        self._own: dict[str, _Meanings] = {}
        listed: set[str] = set()
        for name in known:
            listed.update(word for each in name.spellings for word in folded_words(each))
            for spelling in name.spellings:
                self._add(name, spelling)
        self._listed = frozenset(listed)
        self._forms: list[str] = sorted({*self._own, *(base._forms if base else ())})
        self._first: dict[str, tuple[tuple[str, bool], ...]] = {}

    def _add(self, name: KnownName, spelling: str) -> None:
        needs_sign, is_strict = spelling.startswith("?"), spelling.startswith("=")
        for form, words, is_bare in forms_of_name(
            spelling.lstrip("?="), is_strict=is_strict or needs_sign
        ):
            # Whoever enters Hit into the glossary does not think of the verb.
            others = self._meanings(form)
            is_word = needs_sign or any(other.needs_sign for other in others)
            meaning = _Meaning(name.concept, name.kind, words, is_word, is_bare)
            if meaning not in others:
                self._own[form] = (*others, meaning)

    def _meanings(self, form: str) -> "_Meanings":
        """Return what a whole name of this form may mean; nothing if there is none."""
        own = self._own.get(form, ())
        return own if own or not self._base else self._base._meanings(form)

    def _goes_on(self, form: str) -> bool:
        """Whether a name begins with this form and is longer, so that further words matter."""
        place = bisect_right(self._forms, form)
        is_last = not form or place == len(self._forms)
        return not is_last and self._forms[place].startswith(form)

    def find(self, tokens: Sequence[Token], *, is_query: bool = False) -> list[NameFound]:
        """Return the names in a text, the longest where they overlap, in their order.

        Names within that of an organisation or person come after it. In a query, capitals mean
        nothing, and what may be a name or an ordinary word is both.
        """
        found: list[NameFound] = []
        hidden = 0
        for start, token in enumerate(tokens):
            if start < hidden or not self._first_forms(token.word, token.script):
                continue
            here = self._at(tokens, start, is_query)
            found += here
            hidden = max((name.end for name in here if name.hides_words), default=hidden)
            for given in here:
                if given.concepts[0].startswith(_GIVEN):
                    found += self._families(tokens, given.end, is_query)
        return found

    def _at(self, tokens: Sequence[Token], start: int, is_query: bool) -> list[NameFound]:
        """Return the longest name that begins here, and the longest whose words it hides."""
        longest: dict[bool, NameFound] = {}
        for end, meanings, has_particle in self._ends(tokens, start, is_query):
            own = tokens[start:end]
            for hides in (True, False):
                concepts = tuple(
                    meaning.concept
                    for meaning in meanings
                    if _is_spelled(meaning, own, has_particle)
                    and (is_query or self._is_name(meaning, tokens, start, end))
                    and self._hides(meaning, own, is_query) is hides
                )
                if concepts and (hides not in longest or longest[hides].end < end):
                    unique = tuple(dict.fromkeys(concepts))
                    longest[hides] = NameFound(start, end, unique, hides)
        return list(longest.values())

    def _hides(self, meaning: _Meaning, own: Sequence[Token], is_query: bool) -> bool:
        if not meaning.kind.hides_words or not is_query:
            return meaning.kind.hides_words
        # "fires" may be a man, if it must.
        is_coarse = own[0].script is Script.LATIN and len(own) == 1
        return not meaning.needs_sign and (not is_coarse or self.has_word(own[0].word))

    def _is_name(self, meaning: _Meaning, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether these words of a text are a name, not ordinary ones."""
        # Names have a capital; articles within them may have none: al-Shuyukh.
        is_latin = tokens[start].script is Script.LATIN
        if is_latin and not any(token.is_capital for token in tokens[start:end]):
            return False
        if not meaning.needs_sign:
            return True
        if meaning.kind is Kind.MONTH:
            return is_shown_as_month(tokens, start, end)
        if meaning.kind is Kind.GIVEN:
            return self._is_given_name(tokens, start, end)
        return is_shown_as_place(tokens, start, end)

    def _is_given_name(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether what is beside an ordinary word shows that it is a given name.

        It is a title, another given name or, after it, the name of a family: علي السيستاني.
        """
        if tokens[start].spelled == "على":  # on, not Ali
            return False
        if has_name_of_family(tokens, start, end):
            return True
        beside = [*tokens[max(start - 1, 0) : start], *tokens[end : end + 1]]
        return is_titled(tokens, start) or any(
            meaning.kind is Kind.GIVEN and (token.script is Script.ARABIC or not meaning.needs_sign)
            for token in beside
            if token.spelled != "على"
            for form in forms_of_word(token.word)
            for meaning in self._meanings(form)
        )

    def _families(self, tokens: Sequence[Token], end: int, is_query: bool) -> Iterator[NameFound]:
        """Yield the names after a given name; محمد and محمود have the same consonants."""
        for place, keys in words_after(tokens, end, is_query=is_query):
            forms = self._first_forms(tokens[place].word, tokens[place].script)
            if not any(self._meanings(form) for form, _has_particle in forms):
                yield NameFound(place, place + 1, keys, hides_words=False, level=Level.RELATED)

    def _ends(
        self, tokens: Sequence[Token], start: int, is_query: bool
    ) -> Iterator[tuple[int, Sequence[_Meaning], bool]]:
        """Yield where a name that begins here may end, what it means, and if it has particles."""
        for first, has_particle in self._first_forms(tokens[start].word, tokens[start].script):
            form, end = first, start + 1
            while (meanings := self._meanings(form)) or self._goes_on(form):
                if meanings:
                    yield end, meanings, has_particle
                if end == len(tokens) or end - start == _MOST_WORDS:
                    break
                if not is_query and tokens[end].start - tokens[end - 1].end > 1:
                    break
                # Further readings matter little after the first word.
                form = joined(form, forms_of_word(tokens[end].word)[0])
                end += 1

    def _first_forms(self, word: str, script: Script) -> tuple[tuple[str, bool], ...]:
        """Return the forms of a word with which names begin, and which are without particles.

        Nearly all words have none; one that is a name has no particles.
        """
        forms = self._first.get(word)
        if forms is None:
            exact = [exact_form(word)] if script is Script.LATIN else []
            whole_forms = self._known_forms([*forms_of_word(word), *exact])
            forms = tuple((form, False) for form in whole_forms)
            if script is Script.ARABIC and not any(map(self._meanings, whole_forms)):
                bare = [form for each in without_particles(word) for form in forms_of_word(each)]
                forms += tuple((form, True) for form in self._known_forms(bare))
            if len(self._first) < _MOST_CACHED:
                self._first[word] = forms
        return forms

    def has_word(self, word: str) -> bool:
        """Return whether a spelling that is listed of any name has this folded word."""
        return word in self._listed or (self._base is not None and self._base.has_word(word))

    def _known_forms(self, forms: Sequence[str]) -> list[str]:
        return [form for form in forms if self._meanings(form) or self._goes_on(form)]

    def beginning(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the concepts with a name that begins so; the last of the words is unfinished."""
        concepts: dict[str, None] = {}
        for typed in _unfinished(tokens):
            for form in self._forms[bisect_left(self._forms, typed) :]:
                if not form.startswith(typed) or len(concepts) >= _MOST_BEGUN:
                    break
                concepts.update((meaning.concept, None) for meaning in self._meanings(form))
        return tuple(concepts)


def _unfinished(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the forms of what somebody has begun to type, if it is long enough to be a name's."""
    if not tokens or sum(len(token.word) for token in tokens) < _LEAST_BEGUN:
        return
    form = ""
    for token in tokens:
        form = joined(form, forms_of_word(token.word)[0])
    yield form
    if len(tokens) == 1 and tokens[0].script is Script.LATIN:
        yield exact_form(tokens[0].word)


def _is_spelled(meaning: _Meaning, own: Sequence[Token], has_particle: bool) -> bool:
    """Whether a name may be spelled so: فرقة is a troupe, not فـ and الرقة without its article."""
    word = own[0].word
    if has_particle and (meaning.is_bare or (meaning.kind is Kind.GIVEN and word[0] in "كف")):
        return False
    if meaning.words == len(own):
        return True
    # Across words that others write as one, or in one word of several: was it is not Wasit.
    is_idle = any(token.word in STOP_WORDS and token.word not in ARTICLES for token in own)
    return not is_idle and sum(len(token.word) for token in own) >= _LEAST_ACROSS


def known_names() -> Names:
    """Return the names of the vocabularies, the glossary and the seed.

    It costs one query, at most once a second; `sources.forget_names` makes it the next time.
    """
    return names_with(stored_names())


@lru_cache(maxsize=1)
def seeded_names() -> Names:
    """Return the names that the site knows by itself."""
    return Names(seed())


@lru_cache(maxsize=2)
def names_with(rows: tuple[NameRow, ...]) -> Names:
    """Return the names of these rows and of the seed.

    It is cached by the rows themselves, so that a change in any process is seen.
    """
    if not rows:
        return seeded_names()
    names = Names((row.known for row in rows), base=seeded_names())
    names.stored = rows
    return names
