"""What a translation has lost of its original's markup: one comparison for every screen.

Import, editor, submission and review show the same findings. A lost link is a strong one; lost
bold may be deliberate. Line breaks are not compared: languages break lines in their own ways.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import Translation

from translation.content.markup import isolated
from translation.content.texts import accepted, label, place_of, plain, segments_of
from translation.content.typed import remnants, remnants_message

_BOLD, _ITALICS = pgettext_lazy("formatting", "bold"), pgettext_lazy("formatting", "italics")
_CODE = pgettext_lazy("formatting", "code")
_ABBREVIATION = pgettext_lazy("formatting", "abbreviations")
_KINDS: dict[str, Promise] = {
    "b": _BOLD,
    "strong": _BOLD,
    "i": _ITALICS,
    "em": _ITALICS,
    "code": _CODE,
    "abbr": _ABBREVIATION,
    "acronym": _ABBREVIATION,
}


@dataclass(frozen=True)
class Finding:
    """One difference in markup, in words; `is_strong` if readers lose more than an emphasis."""

    message: str
    is_strong: bool = False

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class AlteredText:
    """A translated text with findings: its place in the page, and its original in plain text."""

    place: str
    text: str
    findings: list[Finding]


class _Markup:
    """The links of a text with their words, and how many passages have each formatting."""

    def __init__(self, data: str) -> None:
        self.links: dict[str, str] = {}
        self.mentions: Counter[str] = Counter()
        self.passages: Counter[str] = Counter()
        for element in BeautifulSoup(data, "html.parser").find_all(True):
            words = element.get_text().strip()
            if words and isinstance(element, Tag):
                self._add(element, words)

    def _add(self, element: Tag, words: str) -> None:
        if element.name == "a":
            mark = str(element.get("id", ""))
            self.links.setdefault(mark, words)
            self.mentions[mark] += 1
        elif (kind := _KINDS.get(element.name)) is not None:
            outer = {_KINDS.get(parent.name) for parent in element.parents}
            self.passages[str(kind)] += kind not in outer


def findings(source: str, data: str) -> list[Finding]:
    """Return what the markup of a translation lacks, or has beside that of its original.

    >>> [str(each) for each in findings("See <b>this</b>.", "انظر <b>هذا</b>.")]
    []
    """
    pieces = remnants(source, data)
    found = [Finding(remnants_message(pieces), is_strong=True)] if pieces else []
    if "<" in source or "<" in data:
        original, own = _Markup(source), _Markup(data)
        found += [*_about_links(original, own), *_about_formatting(original, own)]
    return found


def _about_links(original: _Markup, own: _Markup) -> list[Finding]:
    found = []
    for mark, words in original.links.items():
        tag = isolated(f'<a id="{mark}">')
        if mark not in own.links:
            message = _("The link %(mark)s around “%(words)s” is missing.") % {
                "mark": tag,
                "words": Truncator(words).chars(60),
            }
            found.append(Finding(message, is_strong=True))
        elif own.mentions[mark] > original.mentions[mark]:
            message = _("The link %(mark)s is there more often than in the original.")
            found.append(Finding(message % {"mark": tag}))
    return found


def _about_formatting(original: _Markup, own: _Markup) -> list[Finding]:
    found = []
    for kind in dict.fromkeys([*original.passages, *own.passages]):
        there, here = original.passages[kind], own.passages[kind]
        if here < there:
            text = _(
                "Less formatting than in the original: %(kind)s (%(original)d there, %(own)d here)."
            )
        elif here > there:
            text = _(
                "More formatting than in the original: %(kind)s (%(original)d there, %(own)d here)."
            )
        else:
            continue
        found.append(Finding(text % {"kind": kind, "original": there, "own": here}))
    return found


def altered_texts(translation: Translation) -> list[AlteredText]:
    """Return the texts of a translation whose markup is not that of the original, in its order."""
    source = translation.source
    stored = {
        (string_id, context_id): data
        for string_id, context_id, data in accepted(
            source.object_id, translation.target_locale_id
        ).values_list("translation_of_id", "context_id", "data")
    }
    model: Any = source.specific_content_type.model_class()
    altered = []
    for segment in segments_of(source):
        original = segment.string.data
        data = stored.get((segment.string_id, segment.context_id), "")
        if plain(data) and (found := findings(original, data)):
            place = label(model, place_of(segment.context))
            altered.append(AlteredText(place, Truncator(plain(original)).chars(80), found))
    return altered


def own_marks(attrs: dict[str, Any], of_original: dict[str, Any]) -> dict[str, str]:
    """Return which mark of its original each link of a published text has.

    A page numbers its links anew in the order of its own text: here they are found by where they
    lead. Those that lead elsewhere have the marks that are left, in their order.
    """
    left = list(of_original)
    marks: dict[str, str] = {}
    for mark, target in attrs.items():
        same = next((each for each in left if of_original[each] == target), None)
        if same is not None:
            marks[mark] = same
            left.remove(same)
    for mark in attrs:
        if mark not in marks:
            marks[mark] = left.pop(0) if left else f"{mark}-"
    return marks


def with_marks_of(attrs: dict[str, Any], of_original: dict[str, Any], data: str) -> str:
    """Return a published text whose links have the marks that they have in its original."""
    marks = own_marks(attrs, of_original)
    soup = BeautifulSoup(data, "html.parser")
    for link in soup.find_all("a"):
        link["id"] = marks.get(str(link.get("id", "")), "")
    return str(soup)
