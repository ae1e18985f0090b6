"""What a reviewer decides about: all texts of the reviewed revision, beside its original."""

from collections.abc import Collection, ItemsView, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from wagtail.models import Page, Revision
from wagtail_localize.models import OverridableSegment, Translation
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import SiteDocument
from core.untrusted import row_id
from translation.content.findings import Finding, findings
from translation.content.markup import for_typing
from translation.content.paired import Paired, Place, is_source_changed, paired_texts, place_key
from translation.content.texts import block_at, field_path, label, numbered_labels
from translation.content.translated import is_same_in_both, repeats
from translation.content.typed import length_of
from translation.content.values import is_in_running_text
from translation.editor.places import Placed, by_field
from translation.editor.sheet import Row, row_of
from translation.editor.values import Value, look_up, model_of
from translation.glossary import highlighted, name_findings
from translation.rights import AnyUser

# What a link of running text may lead to, by its `linktype`.
_LINKED: dict[str, Any] = {"page": Page, "document": SiteDocument}


@dataclass
class Link:
    """Where a link of a text leads; `is_other` unless the original's text leads there too."""

    mark: str
    target: Value
    is_other: bool


@dataclass
class ReviewedText(Placed):
    """One text of the revision; without an original, or an original without its text.

    `is_changed`: the original's text may differ from that of the submission. `typed` is shown in
    the field for a correction, `was` is the text as people type it, `error` why what was typed
    could not be stored.
    """

    lang: str
    data: str
    original: Row | None
    links: list[Link]
    is_changed: bool = False
    is_repeated: bool = False  # it is as in the original
    is_correctable: bool = False
    is_corrected: bool = False  # a reviewer changed it since it was submitted
    findings: list[Finding] = field(default_factory=list)
    was: str = ""
    typed: str = ""
    error: str = ""

    @property
    def field_name(self) -> str:
        return f"correct-{self.original.pk}" if self.original else ""

    @property
    def length(self) -> int:
        """The characters of the field as its place counts them."""
        return length_of(self.typed)

    @property
    def target(self) -> SafeString:
        return highlighted(self.data, self.lang)


@dataclass
class ReviewedValue(Placed):
    """A picture, page, document or address of the revision, and what the original has there."""

    own: Value
    original: Value | None

    @property
    def is_other(self) -> bool:
        return self.original is not None and bool(self.own.data != self.original.data)


@dataclass
class Reviewed:
    """All that approval publishes of what people can translate or choose."""

    texts: list[ReviewedText] = field(default_factory=list)
    values: list[ReviewedValue] = field(default_factory=list)
    is_source_changed: bool = False

    @property
    def fields(self) -> ItemsView[str, list[ReviewedText]]:
        return by_field(self.texts)


def reviewed(
    translation: Translation, revision: Revision, user: AnyUser, corrected: Collection[Place] = ()
) -> Reviewed:
    """Return the content of `revision`, whatever is stored or in the original now.

    Pages that are not public have the title that `user` may know. `corrected` are the
    texts that reviewers have changed.
    """
    page = revision.as_object()
    found = extract_segments(page)
    places = numbered_labels(translation.source)
    result = Reviewed(is_source_changed=is_source_changed(translation, revision))
    for pair in paired_texts(translation, revision, found):
        text = _text(translation, page, pair, places)
        text.is_corrected = pair.segment is not None and place_key(pair.segment) in corrected
        result.texts.append(text)
    result.values = _values(translation, page, found, places)
    links = [link.target for text in result.texts for link in text.links]
    values = [side for value in result.values for side in (value.own, value.original) if side]
    look_up([*links, *values], user)
    return result


def _text(
    translation: Translation, page: Page, pair: Paired, places: Mapping[str, str]
) -> ReviewedText:
    original = row_of(translation, page, pair.segment, places) if pair.segment else None
    lang = translation.target_locale.language_code
    if pair.text is None:
        place = original.place if original else ""
        return ReviewedText(place, lang, "", original, [], pair.is_changed)
    of_original = [_target(each) for each in pair.original_attrs.values()]
    targets = {mark: _target(attrs) for mark, attrs in pair.attrs.items()}
    links = [
        Link(f'<a id="{mark}">', target, is_other=target not in of_original)
        for mark, target in targets.items()
    ]
    place, data = _place(page, pair.text.path, places), pair.text.string.data
    found = ReviewedText(place, lang, data, original, links, pair.is_changed)
    if pair.segment is not None:
        source = pair.segment.string.data
        found.findings = findings(source, pair.data) + name_findings(source, data, lang)
        found.is_repeated = repeats(source, data) and not is_same_in_both(source, lang)
        found.is_correctable = pair.is_correctable
        found.was = found.typed = for_typing(pair.data, lang)
    return found


def _target(attrs: dict[str, str]) -> Value:
    """Return where a link leads: an address, or a page or document of this site."""
    if attrs.get("href"):
        return Value(attrs["href"])
    kind, pk = attrs.get("linktype", ""), attrs.get("id", "")
    model, number = _LINKED.get(kind), row_id(pk)
    return Value(number, model) if model and number else Value(f"{kind} {pk}".strip())


def _place(page: Page, path: str, places: Mapping[str, str]) -> str:
    """Return the name of a place, without a number if the original has it no more."""
    return places.get(path) or label(type(page), field_path(page, path))


def _values(
    translation: Translation, page: Page, found: Sequence[Any], places: Mapping[str, str]
) -> list[ReviewedValue]:
    """Return the values, without the addresses of running text, which are shown with their text."""
    originals = {
        segment.context.path: segment.data
        for segment in OverridableSegment.objects.filter(
            source_id=translation.source_id
        ).select_related("context")
    }
    return [
        _value(page, segment, originals.get(segment.path), _place(page, segment.path, places))
        for segment in found
        if isinstance(segment, OverridableSegmentValue) and not is_in_running_text(segment.path)
    ]


def _value(
    page: Page, segment: OverridableSegmentValue, original: Any, place: str
) -> ReviewedValue:
    model = model_of(block_at(type(page), field_path(page, segment.path)))
    of_original = Value(original, model) if original is not None else None
    return ReviewedValue(place, Value(segment.data, model), of_original)
