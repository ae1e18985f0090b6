"""The texts of a written translation, each beside the text of its original.

A page does not say of what its texts are translations: they are found by their places, by what is
stored, and then by their order.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision
from wagtail_localize.models import (
    SourceDeletedError,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.segments import StringSegmentValue

from translation.content.findings import with_marks_of
from translation.content.texts import needs_translation, segments_of, text_digest
from translation.models import TranslatedRevision

Place = tuple[int, int]  # the ids of an original's string and of its context
_Pair = tuple[StringSegmentValue | None, StringSegment | None]


@dataclass(frozen=True)
class Paired:
    """A text of a page and the segment that it translates; one of them may be missing.

    `is_changed`: the original's text may differ from the one that was translated.
    """

    text: StringSegmentValue | None
    segment: StringSegment | None
    is_changed: bool

    @property
    def attrs(self) -> dict[str, Any]:
        """The attributes of the text's links, by their marks."""
        return dict((self.text.attrs if self.text else None) or {})

    @property
    def original_attrs(self) -> dict[str, Any]:
        """The same of the original's text."""
        return dict(json.loads((self.segment.attrs if self.segment else "") or "null") or {})

    @property
    def data(self) -> str:
        """The text as translators write it: its links have the marks of the original's."""
        if self.text is None:
            return ""
        data = str(self.text.string.data)
        return with_marks_of(self.attrs, self.original_attrs, data) if self.segment else data

    @property
    def is_correctable(self) -> bool:
        """Whether it is certain of what the text is a translation."""
        return self.text is not None and self.segment is not None and not self.is_changed


def paired_texts(
    translation: Translation, revision: Revision, found: Sequence[Any]
) -> list[Paired]:
    """Return all texts of `revision`, whose extracted segments are `found`, place by place.

    Texts that only the original has come last in their place.
    """
    is_changed = is_source_changed(translation, revision)
    texts = [each for each in found if isinstance(each, StringSegmentValue)]
    return [
        Paired(text, segment, is_changed and not is_sure)
        for text, segment, is_sure in _paired(translation, texts)
    ]


def is_source_changed(translation: Translation, revision: Revision) -> bool:
    """Whether the original's words have changed since `revision` was written."""
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


def place_key(segment: StringSegment) -> Place:
    """Return what segments have in common that are translated at once: text and place."""
    return segment.string_id, segment.context_id


def strings_of(translation: Translation) -> dict[Place, StringTranslation]:
    """Return what is stored for a work, by the ids of the string and of its place."""
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    ).select_related("translation_of", "context")
    return {(each.translation_of_id, each.context_id): each for each in found}


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
