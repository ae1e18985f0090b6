"""The pictures, pages, documents and addresses that a translation may have for itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.texts import block_at, label

_THUMBNAIL = "max-165x165"  # as Wagtail's own widget shows it


@dataclass
class Choice:
    """A value of the original, with the one that stands in its place, or None."""

    segment: OverridableSegment
    translation: Translation
    place: str
    block: Any
    own: Any = None
    error: str = ""
    original_object: Any = None
    own_object: Any = None

    @property
    def pk(self) -> int:
        return int(self.segment.pk)

    @property
    def path(self) -> str:
        context = self.segment.context
        return str(context.field_path or context.path.split(".")[0])

    @property
    def original(self) -> Any:
        return self.segment.data

    @property
    def is_chosen(self) -> bool:
        """Whether it is an object that is chosen, unlike an address that is typed."""
        return isinstance(self.block, blocks.ChooserBlock)

    def choose(self, data: Any) -> None:
        """Show `data`, which has just been stored, as the target's own value."""
        self.own = data
        _look_up([self])

    @property
    def thumbnail(self) -> str:
        return thumbnail_of(self.original_object)

    @property
    def title(self) -> str:
        return title_of(self.original_object)

    @property
    def field_name(self) -> str:
        return f"value-{self.pk}"

    @property
    def address(self) -> str:
        return reverse(
            "wagtail_localize:edit_override", args=[self.translation.pk, self.segment.pk]
        )

    @property
    def widget(self) -> SafeString:
        name = self.field_name
        if self.is_chosen:
            html: SafeString = self.block.widget.render(name, self.own_object, {"id": name})
            return html
        return format_html(
            '<input type="text" dir="ltr" id="{}" name="{}" value="{}" placeholder="{}">',
            name,
            name,
            self.own or "",
            self.original,
        )

    @property
    def media(self) -> Media:
        return self.block.widget.media if self.is_chosen else Media()


def choices_of(translation: Translation, page: Any) -> list[Choice]:
    """Return what may be chosen, in as many queries for a hundred pictures as for one."""
    own = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        )
    }
    found = []
    for segment in (
        OverridableSegment.objects.filter(source_id=translation.source_id)
        .select_related("context")
        .order_by("order")
    ):
        choice = _choice(translation, page, segment)
        if override := own.get(segment.context_id):
            choice.own, choice.error = override.data, override.get_error() or ""
        found.append(choice)
    _look_up(found)
    return found


def _choice(translation: Translation, page: Any, segment: OverridableSegment) -> Choice:
    choice = Choice(segment, translation, "", None)
    choice.place = label(type(page), choice.path)
    choice.block = block_at(type(page), choice.path.split(".'")[0])
    return choice


def _look_up(choices: Iterable[Choice]) -> None:
    """Give each choice the objects of its ids, by one query for each kind of object."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for choice in choices:
        if choice.is_chosen:
            wanted[choice.block.target_model] |= {choice.original, choice.own} - {None}
    known = {model: objects_of(model, ids) for model, ids in wanted.items()}
    for choice in choices:
        if choice.is_chosen:
            of_kind = known[choice.block.target_model]
            choice.original_object = of_kind.get(choice.original)
            choice.own_object = of_kind.get(choice.own)


def thumbnail_of(found: Any) -> str:
    """Return the address of a small picture, or "" for what is none."""
    if not isinstance(found, AbstractImage):
        return ""
    return str(found.get_rendition(_THUMBNAIL).url)


def title_of(found: Any) -> str:
    """Return what the CMS calls a chosen object, or "" if it is gone."""
    return found.get_admin_display_title() if isinstance(found, Page) else str(found or "")


def objects_of(model: Any, ids: set[int]) -> dict[int, Any]:
    """Return objects by their ids, with all that showing many of them needs."""
    if issubclass(model, AbstractImage):
        return dict(model.objects.prefetch_renditions(_THUMBNAIL).in_bulk(ids))
    if not issubclass(model, Page):
        return dict(model.objects.in_bulk(ids))
    pages = {page.pk: page for page in model.objects.filter(pk__in=ids).specific()}
    above = {page.path[: -page.steplen] for page in pages.values()}
    parents = Page.objects.in_bulk(above, field_name="path")
    for page in pages.values():  # the widget asks each for its parent
        page._cached_parent_obj = parents.get(page.path[: -page.steplen])
    return pages
