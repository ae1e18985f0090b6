"""The form of every page in the CMS. Apart from `photo_forms`, which needs loaded models."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.blocks import ListBlock, PageChooserBlock
from wagtail.blocks.base import BlockField
from wagtail.models import Page

from core.language.slugs import first_free, slug_of


class PageForm(WagtailAdminPageForm):
    """Makes the slug from the title where none is typed, and cleans one that is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        typed = slug_of(self.cleaned_data.get("slug") or "")
        return typed or self._free_slug(slug_of(self.cleaned_data.get("title") or ""))

    def _free_slug(self, base: str) -> str:
        """Return `base`, with a number where another page beside this one has it already."""
        if not base:
            raise ValidationError(_("Type a slug: none can be made from this title."))
        return first_free(
            base, lambda slug: Page._slug_is_available(slug, self.parent_page, self.instance)
        )


class _PagesBlock(ListBlock):
    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        if self.value_omitted_from_data(data, files, prefix):
            return self.normalize([])
        return super().value_from_datadict(data, files, prefix)


class PagesField(BlockField):
    """Chooses any number of pages of one type, one by one: a list of all would be too long."""

    def __init__(self, page_type: str, **kwargs: Any) -> None:
        block = _PagesBlock(PageChooserBlock(page_type), default=[])
        super().__init__(block, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.block.normalize(list(value or []))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [page.pk for page in initial or []] != [page and page.pk for page in data]
