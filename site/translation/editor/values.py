"""The pictures, pages, documents and addresses of a page, as a user may know them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images.models import AbstractImage, SourceImageIOError
from wagtail.models import Page

from cms.privacy.fields import note_title
from cms.privacy.known import HIDDEN, titles_for
from translation.rights import AnyUser

_THUMBNAIL = "max-165x165"  # as Wagtail's own widget shows it


@dataclass
class Value:
    """An address, or the id of an object of `model`, which `look_up` gives its `object`."""

    data: Any
    model: Any = None
    object: Any = None

    @property
    def is_chosen(self) -> bool:
        """Whether it is an object that is chosen, unlike an address that is typed."""
        return self.model is not None

    @property
    def title(self) -> str:
        if self.object is None:
            return _("This is gone.")
        is_page = isinstance(self.object, Page)
        return self.object.get_admin_display_title() if is_page else str(self.object)

    @property
    def thumbnail(self) -> str:
        """The address of a small picture, or "" for what is none or has lost its file."""
        if not isinstance(self.object, AbstractImage):
            return ""
        try:
            return str(self.object.get_rendition(_THUMBNAIL).url)
        except SourceImageIOError:
            return ""


def model_of(block: Any) -> Any:
    """Return of which kind the objects are that are chosen in a block, or None if none are."""
    # Not `target_model`, which may be a name of a model as well as the model itself.
    return block.model_class if isinstance(block, blocks.ChooserBlock) else None


def look_up(values: Iterable[Value], user: AnyUser) -> None:
    """Give the values their objects, in as many queries for a hundred as for one of a kind.

    A page has the title there by which `user` may know it.
    """
    chosen = [value for value in values if value.is_chosen and value.data is not None]
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for value in chosen:
        wanted[value.model].add(value.data)
    known = {model: _objects(model, ids, user) for model, ids in wanted.items()}
    for value in chosen:
        value.object = known[value.model].get(value.data)


def _objects(model: Any, ids: set[Any], user: AnyUser) -> dict[Any, Any]:
    if issubclass(model, AbstractImage):
        return dict(model.objects.prefetch_renditions(_THUMBNAIL).in_bulk(ids))
    if not issubclass(model, Page):
        return dict(model.objects.in_bulk(ids))
    pages = {page.pk: page for page in model.objects.filter(pk__in=ids).specific()}
    titles = titles_for(user, pages)
    above = {page.path[: -page.steplen] for page in pages.values()}
    parents = Page.objects.in_bulk(above, field_name="path")
    for page in pages.values():
        page.draft_title = titles.get(page.pk, str(HIDDEN))
        # The widget asks each page for its title and its parent.
        note_title(page, titles.get(page.pk))
        page._cached_parent_obj = parents.get(page.path[: -page.steplen])
    return pages
