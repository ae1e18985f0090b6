"""Blocks that may be incomplete or wrong in a draft, so that nobody loses what they typed."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from core.untrusted import without_nul


class DraftStructBlock(StructBlock):
    """Stores what cannot be published as it was typed, as long as the page is saved as a draft.

    Stock accepts missing values in a draft, and refuses all of the page for one wrong address.
    Subclasses check in `clean_for_readers` what no single value can show.
    """

    def clean(self, value: Any) -> Any:
        if not self.is_deferred_validation:
            return self.clean_for_readers(super().clean(value))
        cleaned = [(name, self._as_typed(name, each)) for name, each in value.items()]
        return self._to_struct_value(cleaned)

    def clean_for_readers(self, value: Any) -> Any:
        """Return `value`, which is valid block by block, or raise StructBlockValidationError."""
        return value

    def _as_typed(self, name: str, value: Any) -> Any:
        try:
            return self.child_blocks[name].clean(value)
        except ValidationError:
            return without_nul(value) if isinstance(value, str) else value


def is_complete(page: Page) -> bool:
    """Whether every block of `page` may be published as it is."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField) and not _is_valid(field.stream_block, page, field.name):
            return False
    return True


def _is_valid(block: StreamBlock, page: Page, name: str) -> bool:
    try:
        block.clean(getattr(page, name))
    except ValidationError:
        return False
    return True
