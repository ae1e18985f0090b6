"""The columns of the lists of translations."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import (
    BaseColumn,
    BulkActionsCheckboxColumn,
    ButtonsColumnMixin,
    Column,
    TitleColumn,
)
from wagtail.admin.utils import get_user_display_name, set_query_params
from wagtail.admin.widgets import Button

from cms.privacy.known import HIDDEN
from core.language.languages import language_name
from core.publication.visibility import public_models
from translation.models import TranslationStatus
from translation.status.labels import in_language, status_text
from translation.status.next_steps import NextStep


def _title(row: Any) -> Any:
    return in_language(row.known_title, row.source_lang) if row.known_title else HIDDEN


class OpenTitleColumn(ButtonsColumnMixin, TitleColumn):
    """The original's title, which leads to the editor of the translation, and what can be done.

    `next_step_of` gives what the user can do with a row, `may_assign` whether to offer that.
    """

    cell_template_name = "translation/dashboard/title_cell.html"

    def __init__(
        self, name: str, next_step_of: Callable[[TranslationStatus], NextStep], may_assign: bool
    ) -> None:
        super().__init__(
            name,
            label=gettext_lazy("Title"),
            sort_key="title",
            accessor=_title,
            get_url=self._address,
            get_title_id=lambda row: f"translationstatus_{row.pk}_title",
        )
        self.next_step_of, self.may_assign = next_step_of, may_assign

    def _address(self, row: TranslationStatus) -> str | None:
        if self.next_step_of(row).may_edit:
            return reverse("wagtailadmin_pages:edit", args=[row.target_page_id])
        return _source_address(row)

    def get_cell_context_data(
        self, instance: TranslationStatus, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {
            "waits_for": self.next_step_of(instance).waits_for,
            "row": instance,
            "into": language_name(instance.lang),
        }

    def get_buttons(
        self, instance: TranslationStatus, parent_context: Mapping[str, Any]
    ) -> list[Button]:
        step = self.next_step_of(instance)
        buttons = []
        if step.may_begin:
            buttons.append(_begin_button(instance))
        if step.may_edit:
            edit = reverse("wagtailadmin_pages:edit", args=[instance.target_page_id])
            buttons.append(_button(_("Open"), edit, 10))
        if source := _source_address(instance):
            buttons.append(
                _button(_("Read the original"), source, 20, target="_blank", rel="noreferrer")
            )
        if self.may_assign:
            bulk = ["translation", "translationstatus", "assign"]
            assign = reverse("wagtail_bulk_action", args=bulk)
            here = _address_of_list(parent_context)
            address = set_query_params(assign, {"id": instance.pk, "next": here})
            buttons.append(_button(_("Assign"), address, 30))
        return buttons


def _address_of_list(context: Mapping[str, Any]) -> str:
    """Return the address of the list with its filters, also for a request of its results only."""
    address = f"{context['table'].base_url}?{context['request'].GET.urlencode()}"
    return str(set_query_params(address, {"_w_filter_fragment": None}))


def _source_address(row: TranslationStatus) -> str | None:
    if row.source_page_id is None:
        return None
    return reverse("translation_dashboard:source", args=[row.pk])


def _button(label: str, url: str, priority: int, **attributes: str) -> Button:
    return Button(label, url, "button button-small button-secondary", None, attributes, priority)


def _begin_button(row: TranslationStatus) -> Button:
    """A button that posts, as Wagtail's own do."""
    attributes = {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": reverse("translation_dashboard:begin", args=[row.pk]),
    }
    return Button(_("Begin"), None, "button button-small", None, attributes, 10)


class StatusColumn(BaseColumn):
    """How far the translation is, as a tag with words."""

    cell_template_name = "translation/dashboard/status_cell.html"

    def get_cell_context_data(
        self, instance: TranslationStatus, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"row": instance, "text": status_text(instance)}


class DueColumn(Column):
    """The day on which it is due, with a tag if it is overdue."""

    cell_template_name = "translation/dashboard/due_cell.html"


class DayColumn(Column):
    """A day in words."""

    cell_template_name = "translation/dashboard/day_cell.html"


def columns(
    next_step_of: Callable[[TranslationStatus], NextStep], may_assign: bool, has_bulk_actions: bool
) -> list[BaseColumn]:
    """Return the columns of a list of translations."""
    checkboxes = [BulkActionsCheckboxColumn("bulk_actions", obj_type="translationstatus")]
    return [
        *(checkboxes if has_bulk_actions else []),
        OpenTitleColumn("title", next_step_of, may_assign),
        Column("type", label=gettext_lazy("Type"), accessor=_type_of),
        Column(
            "lang",
            label=gettext_lazy("Into"),
            accessor=lambda row: language_name(row.lang),
            sort_key="lang",
        ),
        StatusColumn("state", label=gettext_lazy("Status"), sort_key="state"),
        Column(
            "assignee",
            label=gettext_lazy("Assigned to"),
            accessor=lambda row: (
                row.assignee and format_html("<bdi>{}</bdi>", get_user_display_name(row.assignee))
            ),
        ),
        DueColumn("due_on", label=gettext_lazy("Due"), sort_key="due_on"),
        DayColumn("changed_at", label=gettext_lazy("Since"), sort_key="changed_at"),
    ]


def _type_of(row: TranslationStatus) -> str:
    page = row.source_page or row.target_page
    model = public_models().get(page.content_type_id) if page is not None else None
    return capfirst(str(model._meta.verbose_name)) if model is not None else ""
