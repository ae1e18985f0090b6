"""How a list of pages, such as related stories, is edited as a field of a form."""

from django import forms
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockAdapter

from core.forms import PagesBlock


class PagesBlockAdapter(ListBlockAdapter):  # type: ignore[misc]
    """Wagtail's own, which fails where a list is a field and not within another block."""

    js_constructor = "icssi.PageList"

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/page-list.js"])


def register_page_lists() -> None:
    register(PagesBlockAdapter(), PagesBlock)
