"""How the CMS's forms and comparisons name pages that are chosen there. Needs loaded models.

What a page refers to may be hidden from whoever reads the form, and an id can be posted without
having been offered. Stock names every such page, by its newest title. Here a hidden page keeps its
place without its name.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from wagtail.admin.compare import ForeignObjectComparison, M2MFieldComparison
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from cms.privacy.current_user import current_user
from cms.privacy.known import HIDDEN, titles_for


def _title(page_id: int) -> str | None:
    """Return the title by which the current user knows a page, or None where it is hidden."""
    return titles_for(current_user(), [page_id]).get(page_id)


def note_title(page: Page, title: str | None) -> None:
    """Spare choosers that show `page` to the current user the question by which title they may.

    None is for a page that is hidden from the user. The title holds for this object alone.
    """
    page.title_for_current_user = title


def install() -> None:
    """Have forms and comparisons say what is known alone. Called once, when the app is ready."""
    _speak_the_language_of_the_moment(AdminPageChooser.__init__)
    _name_known_pages_in_choosers(AdminPageChooser.get_value_data_from_instance)
    _lead_to_known_pages_in_texts(PageLinkElementHandler.get_attribute_data)
    ForeignObjectComparison.get_objects = _shown(ForeignObjectComparison.get_objects)
    _name_known_pages_in_lists(M2MFieldComparison.get_item_display)
    PageChooserBlock.render_basic = lambda _self, page, context=None: escape(_as_shown(page) or "")


def _speak_the_language_of_the_moment(stock: Callable[..., None]) -> None:
    def init(chooser: AdminPageChooser, *args: Any, **kwargs: Any) -> None:
        stock(chooser, *args, **kwargs)
        # With the type's name, in the language of whoever opened a form first, for everybody.
        vars(chooser).pop("choose_one_text", None)

    AdminPageChooser.__init__ = init


def _name_known_pages_in_choosers(stock: Callable[..., Any]) -> None:
    def value_data(chooser: AdminPageChooser, page: Any) -> dict[str, Any]:
        is_noted = "title_for_current_user" in vars(page)
        title = page.title_for_current_user if is_noted else _title(page.pk)
        if title is None:
            hidden = {"id": page.pk, "edit_url": None, "parent_id": None}
            return hidden | {chooser.display_title_key: str(HIDDEN)}
        return stock(chooser, page) | {chooser.display_title_key: title}

    AdminPageChooser.get_value_data_from_instance = value_data


def _lead_to_known_pages_in_texts(stock: Callable[..., Any]) -> None:
    def attribute_data(handler: PageLinkElementHandler, attrs: dict[str, str]) -> dict[str, Any]:
        data = stock(handler, attrs)
        if data["url"] is None or _title(data["id"]) is not None:
            return data
        # A link without any address would be called broken; this one tells the id alone.
        return data | {"url": reverse("wagtailadmin_explore", args=[data["id"]]), "parentId": None}

    PageLinkElementHandler.get_attribute_data = attribute_data


def _name_known_pages_in_lists(stock: Callable[..., str]) -> None:
    def item_display(comparison: M2MFieldComparison, item: Any) -> str:
        return stock(comparison, _as_shown(item))

    M2MFieldComparison.get_item_display = item_display


def _shown(get_objects: Callable[..., Any]) -> Callable[..., Any]:
    return lambda comparison: tuple(map(_as_shown, get_objects(comparison)))


def _as_shown(thing: Any) -> Any:
    """Return a page's public or own title, and anything else as it is."""
    if not isinstance(thing, Page):
        return thing
    title = _title(thing.pk)
    return str(HIDDEN) if title is None else title
