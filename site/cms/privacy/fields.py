"""How the CMS's forms and comparisons name pages that are chosen there. Needs loaded models.

What a page refers to may be hidden from whoever reads the form, and an id can be posted without
having been offered. Stock names every such page, by its newest title. Here a hidden page is shown
in its place without its name.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import ForeignKey, ManyToManyField
from django.urls import reverse
from django.utils.html import escape
from wagtail.admin.compare import (
    ForeignObjectComparison,
    M2MFieldComparison,
    register_comparison_class,
)
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.models import AbstractPage, Page

from cms.privacy.current_user import current_user
from cms.privacy.known import HIDDEN, titles_for


def _title(page_id: int) -> str | None:
    """Return the title by which the current user knows a page, or None where it is hidden."""
    return titles_for(current_user(), [page_id]).get(page_id)


def note_title(page: Page, title: str | None) -> None:
    """Spare choosers that show `page` to the current user the query for its title.

    None is for a page that is hidden from the user. The title holds for this object alone.
    """
    page.title_for_current_user = title


def without_fixed_language(init: Callable[..., None]) -> Callable[..., None]:
    """Return a page chooser's `__init__` that fixes no text in the language of one user.

    Stock adds the type's name to the text, in the language of whoever opened a form first.
    """

    @wraps(init)
    def wrapped(chooser: Any, *args: Any, **kwargs: Any) -> None:
        init(chooser, *args, **kwargs)
        vars(chooser).pop("choose_one_text", None)

    return wrapped


def with_known_title(get_value_data: Callable[..., Any]) -> Callable[..., Any]:
    """Return a page chooser's `get_value_data_from_instance` that names no hidden page."""

    @wraps(get_value_data)
    def wrapped(chooser: Any, page: Any) -> dict[str, Any]:
        is_noted = "title_for_current_user" in vars(page)
        title = page.title_for_current_user if is_noted else _title(page.pk)
        if title is None:
            hidden = {"id": page.pk, "edit_url": None, "parent_id": None}
            return hidden | {chooser.display_title_key: str(HIDDEN)}
        return get_value_data(chooser, page) | {chooser.display_title_key: title}

    return wrapped


def render_known_title(_block: Any, page: Any, context: Any = None) -> str:
    """Render a page that a block shows in comparisons: by its name, without its address."""
    return escape(_as_shown(page) or "")


class KnownPageLinkHandler(PageLinkElementHandler):
    """A link in the editor of texts; Wagtail's shows the address of every page."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        data: dict[str, Any] = super().get_attribute_data(attrs)
        if data["url"] is None or _title(data["id"]) is not None:
            return data
        # A link without any address would be called broken; this one has nothing but the id.
        return data | {"url": reverse("wagtailadmin_explore", args=[data["id"]]), "parentId": None}


class KnownPageComparison(ForeignObjectComparison):
    def get_objects(self) -> tuple[Any, ...]:
        return tuple(map(_as_shown, super().get_objects()))


class KnownPagesComparison(M2MFieldComparison):
    def get_item_display(self, item: Any) -> str:
        display: str = super().get_item_display(_as_shown(item))
        return display


def register_comparisons() -> None:
    """Have versions compared without the names of hidden pages. Called when the app is ready."""
    register_comparison_class(ForeignKey, to=AbstractPage, comparison_class=KnownPageComparison)
    register_comparison_class(ManyToManyField, comparison_class=KnownPagesComparison)


def _as_shown(thing: Any) -> Any:
    """Return a page's public or own title, and anything else as it is."""
    if not isinstance(thing, Page):
        return thing
    title = _title(thing.pk)
    return str(HIDDEN) if title is None else title
