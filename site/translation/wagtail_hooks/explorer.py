"""The status of translations where Wagtail lists pages, and on the page's own form."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from translation.rights import AnyUser, rows_for
from translation.views.explorer import status_beside
from translation.views.pages import PagesViewSet


@hooks.register("register_admin_viewset", order=100)
def register_pages() -> PagesViewSet:
    """Replace Wagtail's own, which is registered before it: the latest wins."""
    return PagesViewSet()


@hooks.register("register_page_header_buttons")
def translation_button(
    page: Page, user: AnyUser, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """Show on a page's form how far its translation is, with a link to its counterpart."""
    if view_name != "edit" or page.is_root():
        return
    for row in rows_for(user).filter(work=page.translation_key):
        other = row.target_page_id if row.source_page_id == page.pk else row.source_page_id
        if other is not None and page.pk in {row.source_page_id, row.target_page_id}:
            yield Button(
                status_beside(row, page.pk),
                _counterpart(row, page),
                priority=55,
                icon_name="wagtail-localize-language",
            )


def _counterpart(row: Any, page: Page) -> str:
    """Translators read the original through a view of its own: they may not edit its page."""
    if row.source_page_id == page.pk:
        return reverse("wagtailadmin_pages:edit", args=[row.target_page_id])
    return reverse("translation_dashboard:source", args=[row.pk])
