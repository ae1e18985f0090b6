"""The texts of an original beside their translations."""

from collections.abc import ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.content.differences import Previous, difference, previous_texts
from translation.content.findings import Finding, findings
from translation.content.markup import for_typing, marks, shown
from translation.content.paired import strings_of
from translation.content.texts import (
    field_path,
    longest,
    needs_translation,
    numbered_labels,
    plain,
    segments_of,
)
from translation.content.translated import AS_ORIGINAL, is_open_repetition, is_translated
from translation.content.typed import length_of
from translation.editor.places import PlacedSegment, by_field
from translation.glossary import highlighted, name_findings, names_in

_MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


@dataclass
class Row(PlacedSegment):
    """One text and its translation.

    `text` is shown in the field, `was` is what is stored; both as people type it.
    """

    limit: int | None
    text: str = ""
    was: str = ""
    is_done: bool = False
    is_to_stay: bool = False  # somebody said that it stays as in the original
    is_repeated: bool = False  # it is as in the original, and nobody said so
    findings: list[Finding] = field(default_factory=list)
    error: str = ""
    previous: Previous | None = None
    suggestion: str = ""

    def fill(self, stored: StringTranslation) -> None:
        """Show what is stored for the text."""
        if stored.translation_type != _MANUAL:
            self.suggestion = stored.data
            return
        original, lang = self.segment.string.data, self.translation.target_locale.language_code
        self.text = self.was = self.as_typed(stored.data)
        self.is_done = is_translated(stored, lang)
        self.is_to_stay = stored.tool_name == AS_ORIGINAL
        self.is_repeated = is_open_repetition(original, stored.data, stored.tool_name, lang)
        self.findings = findings(original, stored.data) + name_findings(original, stored.data, lang)
        self.error = (stored.get_error() or "") if stored.has_error else ""

    @property
    def state(self) -> str:
        """The value of `data-state` for the script and the stylesheet."""
        if self.error:
            return "error"
        if self.is_done:
            return "done"
        return "changed" if self.previous else "missing"

    @property
    def source(self) -> SafeString:
        return highlighted(self.segment.string.data, self.translation.source.locale.language_code)

    @property
    def names(self) -> list[tuple[str, str]]:
        """The names of the glossary in the original, each with that of the other language."""
        langs = (
            self.translation.source.locale.language_code,
            self.translation.target_locale.language_code,
        )
        found = names_in(plain(self.segment.string.data), langs[0])
        return list(
            dict.fromkeys(
                (each.term.in_language(langs[0]), each.term.in_language(langs[1])) for each in found
            )
        )

    @property
    def target(self) -> SafeString:
        """The translation as it is read, where nobody types."""
        return highlighted(self.text, self.translation.target_locale.language_code)

    def as_typed(self, data: str) -> str:
        return for_typing(data, self.translation.target_locale.language_code)

    @property
    def original_text(self) -> str:
        return self.as_typed(self.segment.string.data)

    @property
    def marks(self) -> list[tuple[str, str]]:
        return marks(self.segment.string.data)

    @property
    def lines(self) -> int:
        """How high the field is before the script fits it to its text."""
        return min(12, 1 + max(len(self.text), len(self.segment.string.data)) // 60)

    @property
    def change(self) -> str:
        return difference(self.previous.source, self.segment.string.data) if self.previous else ""

    @property
    def former(self) -> str:
        return shown(self.previous.translation) if self.previous else ""

    @property
    def former_text(self) -> str:
        return self.as_typed(self.previous.translation) if self.previous else ""

    @property
    def suggested(self) -> SafeString:
        return shown(self.suggestion)

    @property
    def suggested_text(self) -> str:
        return self.as_typed(self.suggestion)

    @property
    def address(self) -> str:
        return reverse(
            "wagtail_localize:edit_string_translation", args=[self.translation.pk, self.segment.pk]
        )

    @property
    def check_address(self) -> str:
        """Where the script asks about a text while it is typed."""
        return reverse(
            "translation:check_string_translation", args=[self.translation.pk, self.segment.pk]
        )

    @property
    def field_name(self) -> str:
        return f"text-{self.pk}"

    @property
    def length(self) -> int:
        """The characters of the text as its place counts them."""
        return length_of(self.text)


@dataclass
class Sheet:
    """All texts of one translation, in the order of the page."""

    rows: list[Row] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def fields(self) -> ItemsView[str, list[Row]]:
        return by_field(self.rows)

    def row(self, pk: int) -> Row | None:
        return next((row for row in self.rows if row.pk == pk), None)


def sheet_of(translation: Translation, page: Page) -> Sheet:
    """Return the texts as they are stored now, in as many queries for any number."""
    segments = segments_of(translation.source)
    strings = strings_of(translation)
    lang = translation.target_locale.language_code
    accepted = [each for each in strings.values() if is_translated(each, lang)]
    previous = previous_texts(segments, accepted)
    sheet, places = Sheet(), numbered_labels(translation.source)
    for segment in _once(segments, strings):
        row = row_of(translation, page, segment, places)
        stored = strings.get((segment.string_id, segment.context_id))
        if stored is not None:
            row.fill(stored)
        row.previous = previous.get(row.pk)
        sheet.rows.append(row)
    return sheet


def _once(
    segments: Sequence[StringSegment], strings: dict[tuple[int, int], StringTranslation]
) -> Iterator[StringSegment]:
    """Leave out texts that need no translation and have none, and repetitions in one place."""
    seen = set()
    for segment in segments:
        key = (segment.string_id, segment.context_id)
        is_wanted = needs_translation(segment.string.data) or _is_other(segment, strings.get(key))
        if key not in seen and is_wanted:
            seen.add(key)
            yield segment


def _is_other(segment: StringSegment, stored: StringTranslation | None) -> bool:
    return stored is not None and stored.data != segment.string.data


def row_of(
    translation: Translation, page: Page, segment: StringSegment, places: Mapping[str, str]
) -> Row:
    """Return an original's text, without its translation; `places` are the `numbered_labels`."""
    path = segment.context.field_path or field_path(page, segment.context.path)
    place = places[segment.context.path]
    return Row(place, segment, translation, longest(type(page), path))
