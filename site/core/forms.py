"""The form of every page in the CMS. Models import it, so it must not need loaded models."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import ListBlock, PageChooserBlock
from wagtail.blocks.base import BlockField
from wagtail.models import Page

from core.body.left_out import LeavingOutForm
from core.language.direction import write_in
from core.language.languages import LANGUAGES
from core.language.slugs import free_slug, slug_of

_SCHEDULE = ("go_live_at", "expire_at")


_limits: list[Callable[[Any], Callable[[], None]]] = []


def register_form_limit(limit: Callable[[Any], Callable[[], None]]) -> None:
    """Call `limit(form)` for each form of a page; it may narrow what the fields offer.

    What it returns is called when the form has been cleaned, and may add errors to it.
    """
    _limits.append(limit)


class PageForm(LeavingOutForm):
    """Makes the slug from the title where none is typed, and cleans one that is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if self.instance.locale_id:
            write_in(LANGUAGES[self.instance.locale.language_code], self.fields.items())
        self._checks = [limit(self) for limit in _limits]

    def clean(self) -> Any:
        cleaned = super().clean()
        for check in self._checks:
            check()
        self._schedule = {name: self.cleaned_data.get(name) for name in _SCHEDULE}
        return cleaned

    def _post_clean(self) -> None:
        """Accept any schedule in a draft: it only matters when the page is published.

        Stock refuses the draft of an expired page, which had an expiry in the past by then.
        """
        if self.is_deferred_validation:
            for name, moment in self._schedule.items():
                if moment is not None and self._errors.pop(name, None):
                    self.cleaned_data[name] = moment
        super()._post_clean()

    def clean_slug(self) -> str:
        given = self.cleaned_data.get("slug") or ""
        if self.instance.pk and given == self.instance.slug:
            return given  # an old one may be longer than new ones: its address stays
        typed = slug_of(given)
        made = slug_of(self.cleaned_data.get("title") or "")
        # A script fills the field from the title: nobody chose a slug that is in use already.
        is_chosen = typed and (typed != made or self.instance.first_published_at)
        return typed if is_chosen else self._free_slug(made)

    def _free_slug(self, base: str) -> str:
        """Return `base`, with a number where another page beside this one has it already."""
        if not base:
            raise ValidationError(_("Type a slug: none can be made from this title."))
        return free_slug(
            base, lambda slug: Page._slug_is_available(slug, self.parent_page, self.instance)
        )


class CopyWithoutAliasForm(CopyForm):
    """Copies a page; an alias is refused, because readers would find it nowhere.

    Each public page is a work of its own: an alias has no published item.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.data.get("alias"):
            # Beside a field: the screen shows no error of the form as a whole.
            self.add_error(
                "new_title",
                _("An alias cannot be made: readers would not find it. Copy the page without it."),
            )
        return cleaned


class PagesBlock(ListBlock):
    """A list of pages, which may be missing from the form."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        if self.value_omitted_from_data(data, files, prefix):
            return self.normalize([])
        return super().value_from_datadict(data, files, prefix)


class PagesField(BlockField):
    """Chooses any number of pages of one type, one by one: a list of all would be too long."""

    def __init__(self, page_type: str, **kwargs: Any) -> None:
        block = PagesBlock(PageChooserBlock(page_type, label=gettext_lazy("Page")), default=[])
        super().__init__(block, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.block.normalize(list(value or []))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [page.pk for page in initial or []] != [page and page.pk for page in data]
