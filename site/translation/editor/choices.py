"""The pictures, pages, documents and addresses that a translation may have for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.content.texts import block_at, numbered_labels, place_of
from translation.editor.places import PlacedSegment
from translation.editor.values import Value, model_of


@dataclass
class Choice(PlacedSegment):
    """A value of the original, with the one that replaces it, if there is one.

    `refused` is an address that was typed but could not be stored.
    """

    block: Any
    original: Value
    own: Value
    refused: str = ""
    error: str = ""

    @property
    def field_name(self) -> str:
        return f"value-{self.pk}"

    @property
    def address(self) -> str:
        return reverse(
            "wagtail_localize:edit_override", args=[self.translation.pk, self.segment.pk]
        )

    @property
    def chooser(self) -> SafeString:
        name = self.field_name
        html: SafeString = self.block.widget.render(name, self.own.object, {"id": name})
        return html

    @property
    def media(self) -> Media:
        return self.block.widget.media if self.original.is_chosen else Media()


def choices_of(translation: Translation, page: Page) -> list[Choice]:
    """Return what may be chosen, in three queries; `look_up` finds the objects of its values."""
    own = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        )
    }
    places = numbered_labels(translation.source)
    segments = OverridableSegment.objects.filter(source_id=translation.source_id)
    return [
        _choice(translation, type(page), segment, own.get(segment.context_id), places)
        for segment in segments.select_related("context").order_by("order")
    ]


def _choice(
    translation: Translation,
    kind: type,
    segment: OverridableSegment,
    override: SegmentOverride | None,
    places: Mapping[str, str],
) -> Choice:
    path = place_of(segment.context)
    block = block_at(kind, path.split(".'")[0])
    model = model_of(block)
    choice = Choice(
        places[segment.context.path],
        segment,
        translation,
        block,
        original=Value(segment.data, model),
        own=Value(override.data if override else None, model),
    )
    choice.error = (override.get_error() or "") if override else ""
    return choice
