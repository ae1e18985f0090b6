"""What a reviewer decides about: all texts of the reviewed revision, beside its original."""

import json
from collections import defaultdict
from collections.abc import ItemsView, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from wagtail.models import Page, Revision
from wagtail_localize.models import (
    OverridableSegment,
    SourceDeletedError,
    StringSegment,
    Translation,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import SiteDocument
from core.untrusted import row_id
from translation.content.texts import (
    block_at,
    field_path,
    label,
    needs_translation,
    segments_of,
    text_digest,
)
from translation.content.values import is_in_running_text
from translation.editor.places import Placed, by_field
from translation.editor.sheet import Row, row_of, strings_of
from translation.editor.values import Value, look_up, model_of
from translation.glossary import highlighted
from translation.models import TranslatedRevision
from translation.rights import AnyUser

# What a link of running text may lead to, by its `linktype`.
_LINKED: dict[str, Any] = {"page": Page, "document": SiteDocument}
_Pair = tuple[StringSegmentValue | None, StringSegment | None]


@dataclass
class Link:
    """Where a link of a text leads; `is_other` unless the original's text leads there too."""

    mark: str
    target: Value
    is_other: bool


@dataclass
class ReviewedText(Placed):
    """One text of the revision; without an original, or an original without its text.

    `is_changed`: the original's text may differ from that of the submission.
    """

    lang: str
    data: str
    original: Row | None
    links: list[Link]
    is_changed: bool = False

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


def reviewed(translation: Translation, revision: Revision, user: AnyUser) -> Reviewed:
    """Return the content of `revision`, whatever is stored or in the original now.

    Pages that are not public have the title that `user` may know.
    """
    page = revision.as_object()
    found = extract_segments(page)
    result = Reviewed(is_source_changed=_is_source_changed(translation, revision))
    texts = [segment for segment in found if isinstance(segment, StringSegmentValue)]
    for found_text, segment, is_sure in _paired(translation, texts):
        text = _text(translation, page, found_text, segment)
        text.is_changed = result.is_source_changed and not is_sure
        result.texts.append(text)
    result.values = _values(translation, page, found)
    links = [link.target for text in result.texts for link in text.links]
    values = [side for value in result.values for side in (value.own, value.original) if side]
    look_up([*links, *values], user)
    return result


def _is_source_changed(translation: Translation, revision: Revision) -> bool:
    made_from = (
        TranslatedRevision.objects.filter(revision=revision)
        .values_list("source_digest", flat=True)
        .first()
    )
    if made_from is None:
        return False
    try:
        return bool(made_from != text_digest(translation.source.as_instance()))
    except SourceDeletedError:
        return True


def _paired(
    translation: Translation, texts: Sequence[StringSegmentValue]
) -> Iterator[tuple[StringSegmentValue | None, StringSegment | None, bool]]:
    """Yield each text with its segment, place by place, and whether they surely belong together.

    Texts that only the original has come last in their place.
    """
    by_path, segments = defaultdict(list), defaultdict(list)
    for text in texts:
        by_path[text.path].append(text)
    for segment in segments_of(translation.source):
        segments[segment.context.path].append(segment)
    translated = defaultdict(set)
    for stored in strings_of(translation).values():
        translated[stored.context.path, stored.data].add(stored.translation_of_id)
    for path in dict.fromkeys([*by_path, *segments]):
        known = {text.string.data: translated[path, text.string.data] for text in by_path[path]}
        for (one, other), is_sure in _pairs(by_path[path], segments[path], known):
            if one is not None or (other and needs_translation(other.string.data)):
                yield one, other, is_sure


def _pairs(
    texts: list[StringSegmentValue], segments: list[StringSegment], known: dict[str, set[int]]
) -> Iterator[tuple[_Pair, bool]]:
    """Pair the texts of one place with its segments: by what is stored, then in their order."""
    sure: dict[int, StringSegment] = {}
    rest = list(segments)
    for number, text in enumerate(texts):
        for segment in rest:
            data = text.string.data
            if segment.string_id in known[data] or segment.string.data == data:
                sure[number] = segment
                rest.remove(segment)
                break
    in_order = iter(rest if len(rest) == len(texts) - len(sure) else [])
    used = set()
    for number, text in enumerate(texts):
        other = sure.get(number) or next(in_order, None)
        used.add(other.pk if other else None)
        yield (text, other), number in sure
    for segment in rest:
        if segment.pk not in used:
            yield (None, segment), False


def _text(
    translation: Translation,
    page: Page,
    text: StringSegmentValue | None,
    segment: StringSegment | None,
) -> ReviewedText:
    original = row_of(translation, page, segment) if segment else None
    lang = translation.target_locale.language_code
    if text is None:
        return ReviewedText(original.place if original else "", lang, "", original, [])
    attrs = json.loads(segment.attrs or "null") if segment else None
    of_original = [_target(each) for each in (attrs or {}).values()]
    targets = {mark: _target(attrs) for mark, attrs in (text.attrs or {}).items()}
    links = [
        Link(f'<a id="{mark}">', target, is_other=target not in of_original)
        for mark, target in targets.items()
    ]
    place = label(type(page), field_path(page, text.path))
    return ReviewedText(place, lang, text.string.data, original, links)


def _target(attrs: dict[str, str]) -> Value:
    """Return where a link leads: an address, or a page or document of this site."""
    if attrs.get("href"):
        return Value(attrs["href"])
    kind, pk = attrs.get("linktype", ""), attrs.get("id", "")
    model, number = _LINKED.get(kind), row_id(pk)
    return Value(number, model) if model and number else Value(f"{kind} {pk}".strip())


def _values(translation: Translation, page: Page, found: Sequence[Any]) -> list[ReviewedValue]:
    """Return the values, without the addresses of running text, which are shown with their text."""
    originals = {
        segment.context.path: segment.data
        for segment in OverridableSegment.objects.filter(
            source_id=translation.source_id
        ).select_related("context")
    }
    return [
        _value(page, segment, originals.get(segment.path))
        for segment in found
        if isinstance(segment, OverridableSegmentValue) and not is_in_running_text(segment.path)
    ]


def _value(page: Page, segment: OverridableSegmentValue, original: Any) -> ReviewedValue:
    path = field_path(page, segment.path)
    model = model_of(block_at(type(page), path))
    of_original = Value(original, model) if original is not None else None
    return ReviewedValue(label(type(page), path), Value(segment.data, model), of_original)
