"""Finds names in a text.

An English name is a whole word with its capitals, or all in capitals as in a
headline; an Arabic one with or without tashkeel, with any of its hamzas, and with what is written
together with it: و ف ب ل ك ال.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.language.folding import Folded, folded
from translation.glossary.words import Word, bare, may_part, unprefixed, words_of
from translation.models.glossary import language_of_spelling

# Shorter words are more often abbreviations when they are all in capitals.
_SHOUTED = 4
_ENGLISH_ARTICLES = {"al", "an", "ar", "as", "at", "el"}


class Name(NamedTuple):
    """A name of the glossary, as its row has it."""

    pk: int
    en: str
    ar: str
    variants: str
    kind: str
    note: str

    def __str__(self) -> str:
        return f"{self.en} · {self.ar}"

    def in_language(self, lang: str) -> str:
        return self.ar if lang == "ar" else self.en

    def spellings(self, lang: str) -> list[str]:
        """Return how the name may be written in `lang`, the preferred way first."""
        others = [each for each in self.variants.splitlines() if each.strip()]
        return [
            self.in_language(lang),
            *(each.strip() for each in others if language_of_spelling(each) == lang),
        ]


class Match(NamedTuple):
    """`text[start:end]` is the name `term`, with what is written together with it."""

    start: int
    end: int
    term: Name


class _Spelling:
    """One way to write a name, in words."""

    def __init__(self, written: str, name: Name) -> None:
        self.name = name
        text = folded(written)
        self.words = words_of(text)
        self.capitals = [_written(text, [word]) for word in self.words]
        self.tail = text.text[self.words[-1].end :] if self.words else ""  # a closing bracket

    @property
    def beginnings(self) -> set[str]:
        """The first word as it is looked up, without prefixes."""
        first = self.words[0].text
        # العمارة is a city and عمارة a building: only names of several words lose their article.
        return {first} if len(self.words) == 1 else {first, bare(first)}

    def fits(self, words: Sequence[Word]) -> bool:
        """Whether these words, of which the first is known to fit, are the name."""
        return len(words) == len(self.words) and all(
            bare(word.text) == bare(wanted.text) and may_part(word.gap, wanted.gap)
            for word, wanted in zip(words[1:], self.words[1:], strict=True)
        )

    def has_capitals(self, text: Folded, words: Sequence[Word]) -> bool:
        return all(
            _has_capitals(_written(text, [word]), wanted, text.original.isupper())
            for word, wanted in zip(words, self.capitals, strict=True)
        )

    def end(self, text: Folded, last: Word) -> int:
        """Return where the name ends of which `last` is the last word."""
        return last.end + (len(self.tail) if text.text.startswith(self.tail, last.end) else 0)


def _written(text: Folded, words: Sequence[Word]) -> str:
    start, end = text.span(words[0].start, words[-1].end)
    return text.original[start:end]


def _has_capitals(written: str, wanted: str, is_headline: bool) -> bool:
    """Whether a word has the capitals of a name's word; small letters may be capitals."""
    if wanted == wanted.lower() or wanted.lower() in _ENGLISH_ARTICLES:
        return True
    if len(wanted) > 1 and wanted.isupper():
        return written.isupper()
    if len(written) > 1 and written.isupper():
        return is_headline or len(written) >= _SHOUTED
    return written[0].isupper()


@dataclass(frozen=True, slots=True)
class _Found:
    """A name from one word, by its place, up to but not including another."""

    first: int
    after: int
    spelling: _Spelling


class Glossary:
    """Names, ready to be looked up in many texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = list(names)
        self._spellings: dict[str, dict[str, list[_Spelling]]] = {}
        for lang in ("en", "ar"):
            self._spellings[lang] = defaultdict(list)
            for name in self.names:
                for written in name.spellings(lang):
                    self._add(_Spelling(written, name), lang)

    def _add(self, spelling: _Spelling, lang: str) -> None:
        if spelling.words:
            for beginning in spelling.beginnings:
                self._spellings[lang][beginning].append(spelling)

    def names_in(self, text: str, lang: str) -> list[Match]:
        """Return the names in a plain text in `lang`, in its order, of those that overlap the
        longest.
        """
        if not self.names:
            return []
        where = folded(text)
        words = words_of(where)
        taken: set[int] = set()
        matches = []
        for found in sorted(self._all(where, words, lang), key=_longest_first):
            places = set(range(found.first, found.after))
            if not places & taken:
                taken |= places
                end = found.spelling.end(where, words[found.after - 1])
                matches.append(
                    Match(*where.span(words[found.first].start, end), found.spelling.name)
                )
        return sorted(matches)

    def mentioned_in(self, text: str, lang: str) -> set[Name]:
        """Return the names that are in a plain text in `lang`, also as parts of longer names."""
        where = folded(text)
        return {found.spelling.name for found in self._all(where, words_of(where), lang)}

    def _all(self, text: Folded, words: list[Word], lang: str) -> Iterator[_Found]:
        spellings = self._spellings[lang]
        for place, word in enumerate(words):
            for form in unprefixed(word.text):
                for spelling in spellings.get(form, ()):
                    after = place + len(spelling.words)
                    here = words[place:after]
                    if spelling.fits(here) and spelling.has_capitals(text, here):
                        yield _Found(place, after, spelling)


def _longest_first(found: _Found) -> tuple[int, int, int]:
    return found.first - found.after, found.first, found.spelling.name.pk
