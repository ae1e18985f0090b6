"""Where Wagtail lets people choose among pages that they may not see, or names those."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler

from cms.accounts.menu import AdministratorsMenuItem
from cms.erasing import erase_addresses
from cms.privacy import bulk_actions, media_views
from cms.privacy.choices import restricted_titles
from cms.privacy.destinations import MoveManyView
from cms.privacy.fields import KnownPageLinkHandler
from cms.privacy.known import visible
from cms.privacy.page_api import KnownPagesViewSet
from cms.privacy.vocabularies import DeleteNamesView
from core.language.languages import current_language
from core.language.lists import joined


@hooks.register("register_admin_urls")
def register_erasing() -> list[Any]:
    return erase_addresses


@hooks.register("register_settings_menu_item")
def erase_item() -> MenuItem:
    address = reverse_lazy("erase")
    label = gettext_lazy("Remove a name for good")
    return AdministratorsMenuItem(label, address, name="erase", icon_name="bin", order=9000)


@hooks.register("before_edit_page")
def warn_of_restricted_media(request: HttpRequest, page: Any) -> None:
    """Name what is on a page and in a restricted collection: readers do not get it."""
    if request.method == "GET" and (titles := restricted_titles(page, request.user)):
        text = gettext("Readers do not get what is in a restricted collection: %(titles)s.")
        messages.warning(request, text % {"titles": joined(titles, current_language())})


@hooks.register("construct_page_chooser_queryset")
def offer_visible_pages(pages: Any, request: HttpRequest) -> Any:
    """Offer what is public, and what the user may find in the explorer.

    Stock runs two queries for the status of each row.
    """
    pages = visible(pages, request.user)
    return pages.prefetch_workflow_states().annotate_approved_schedule()


# Of two actions with one name the latest wins, and Wagtail's own come first.
for _action in (
    bulk_actions.DeleteManyView,
    MoveManyView,
    bulk_actions.PublishManyView,
    bulk_actions.UnpublishManyView,
    DeleteNamesView,
    *media_views.BULK_ACTIONS,
):
    hooks.register("register_bulk_action", _action, order=100)


@hooks.register("construct_admin_api", order=100)
def register_what_is_known(router: Any) -> None:
    router.register_endpoint("pages", KnownPagesViewSet)
    router.register_endpoint("images", media_views.KnownImagesViewSet)
    router.register_endpoint("documents", media_views.KnownDocumentsViewSet)


@hooks.register("register_rich_text_features", order=100)
def register_links_to_known_pages(features: Any) -> None:
    """Read links as Wagtail does, but for the pages that they lead to."""
    rule = {
        "from_database_format": {
            "a[href]": ExternalLinkElementHandler("LINK"),
            'a[linktype="page"]': KnownPageLinkHandler("LINK"),
        },
        "to_database_format": {"entity_decorators": {"LINK": link_entity}},
    }
    features.register_converter_rule("contentstate", "link", rule)
