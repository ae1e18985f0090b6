"""In which spellings a phrase is found, and what a text is without it.

It is found as whole words in any case, with or without hamza, tashkeel and accents, however the
words are separated ("Ali Hassan", "ali-hassan"), and after Arabic particles that are written
together with it. A percent-encoded address is read as what it means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from django.utils.translation import gettext as _

from core.erasing.codes import Markup, is_segment
from core.language.characters import has_arabic_letters
from core.language.folding import folded, folded_words
from core.refusals import RefusedError

MARK = "[…]"
LEAST, MOST = 3, 200  # characters of a phrase
_AROUND = 30  # characters beside a phrase in an excerpt
_TAG = r"<[^<>]{0,300}>"
_BETWEEN = rf"(?:{_TAG}|&#?\w{{1,8}};|[\W_]){{1,12}}"
_LETTER = r"[^\W_]"
_PARTICLE = "[وف]?[بلك]?"
_ENCODED = re.compile(r"[^\s\"'<>]*%[0-9A-Fa-f]{2}[^\s\"'<>]*")


@dataclass(frozen=True)
class Phrases:
    """The phrases to be erased; none of them is empty or too short."""

    texts: Sequence[str]
    fixed: frozenset[str] = frozenset()  # words that are left alone in addresses

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(_pattern_of(folded_words(text)) for text in self.texts))

    def check(self, mark: str) -> None:
        """Raise RefusedError for phrases that would be found everywhere, or again in `mark`."""
        for text in self.texts:
            if not len("".join(folded_words(text))) >= LEAST or len(text) > MOST:
                message = _("A phrase has from %(least)s letters to %(most)s characters.")
                raise RefusedError(message % {"least": LEAST, "most": MOST})
        if not self.texts:
            raise RefusedError(_("Give what is to be erased."))
        if self.is_in(mark):
            raise RefusedError(_("What is put in its place must not contain the phrase itself."))

    def is_in(self, text: str, *, is_address: bool = False) -> bool:
        if is_address and text in self.fixed:
            return False
        return any(True for _span in self._spans(text)) or self._is_in_encoded(text)

    def _is_in_encoded(self, text: str) -> bool:
        return "%" in text and any(
            any(True for _span in self._spans(unquote(each[0]))) for each in _ENCODED.finditer(text)
        )

    def excerpt(self, text: str) -> str:
        """Return the first place in `text` where a phrase is, with what is around it."""
        text = unquote(text) if not any(True for _span in self._spans(text)) else text
        start, end = next(self._spans(text), (0, 0))
        return " ".join(text[max(start - _AROUND, 0) : end + _AROUND].split())

    def without(self, text: str, mark: str, word: str = "") -> str:
        """Return `text` with `mark` in place of each phrase; tags within a phrase stay.

        Within addresses of links `word` takes its place.
        """
        parts, done, markup = [], 0, Markup(text)
        for start, end in self._spans(text):
            new = word if word and markup.is_address(start, end) else mark
            parts += [text[done:start], new, *re.findall(_TAG, text[start:end])]
            done = end
        text = "".join([*parts, text[done:]])
        if "%" not in text:
            return text
        return _ENCODED.sub(lambda each: self._decoded(each[0], word or mark), text)

    def _decoded(self, address: str, mark: str) -> str:
        meant = unquote(address)
        return quote(self.without(meant, mark), safe="/:?=&#") if self.is_in(meant) else address

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        form, markup = folded(text), Markup(text)
        for found in self._pattern.finditer(form.text):
            first = found.start() + len(next(filter(None, found.groups()), ""))
            start, end = form.span(first, found.end())
            if not (markup.holds(start, end) or is_segment(text, start, end, self.fixed)):
                yield start, end


def _pattern_of(words: Sequence[str]) -> str:
    """Return the pattern of a phrase in folded text; its group is a particle before it."""
    together = _BETWEEN.join(map(re.escape, words))
    particle = rf"({_PARTICLE})" if words and has_arabic_letters(words[0]) else "()"
    return rf"(?<!{_LETTER}){particle}{together}(?!{_LETTER})"
