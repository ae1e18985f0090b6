"""How a gallery is edited: many pictures at once from the chooser."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from core.body.blocks import GalleryBlock


class GalleryBlockAdapter(StructBlockAdapter):
    """Wagtail's own, with a button above the pictures."""

    js_constructor = "icssi.GalleryBlock"

    def js_args(self, block: Any) -> list[Any]:
        name, children, meta = super().js_args(block)
        return [name, children, meta | {"chooseMany": gettext("Choose several pictures")}]

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/gallery.js"])


def register_gallery() -> None:
    register(GalleryBlockAdapter(), GalleryBlock)
