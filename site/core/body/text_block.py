"""The blocks for text, which clean what is typed or pasted into them.

They clean it as it comes from a form, so that the preview and the checks see what will be stored,
and again as it is stored, since other code makes blocks too. They are Wagtail's own to migrations.
"""

from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.rich_text import RichText

from core.body.rich_text import tidy
from core.language.tidying import tidied


class TidyRichTextBlock(RichTextBlock):
    """Rich text without useless characters, empty paragraphs and links that follow readers."""

    def value_from_form(self, value: Any) -> RichText:
        return RichText(tidy(value or ""))

    def get_prep_value(self, value: RichText) -> str:
        return tidy(super().get_prep_value(value) or "")


class _Tidying:
    """For a block of plain text, which migrations know as `stock`, Wagtail's own block."""

    stock: str

    def value_from_form(self, value: Any) -> Any:
        return _tidied(super().value_from_form(value))  # type: ignore[misc]

    def get_prep_value(self, value: Any) -> Any:
        return _tidied(super().get_prep_value(value))  # type: ignore[misc]

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return self.stock, args, kwargs


class TidyLineBlock(_Tidying, CharBlock):
    """A line without useless characters."""

    stock = "wagtail.blocks.CharBlock"


class TidyTextBlock(_Tidying, TextBlock):
    """Lines without useless characters."""

    stock = "wagtail.blocks.TextBlock"


def _tidied(value: Any) -> Any:
    return tidied(value) if isinstance(value, str) else value
