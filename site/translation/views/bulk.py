"""What is done to many chosen translations at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets import AdminDateInput, Button, ListingButton

from core.language.languages import language_name
from core.models.ordering import in_order_of
from core.refusals import RefusedError
from core.untrusted import row_ids, without_nul
from translation.models import Status, TranslationStatus
from translation.models.status import StatusQuerySet
from translation.offline.uploads import MOST
from translation.rights import AnyUser, languages_of, may_assign, people_for, rows_for
from translation.status.titles import with_known_titles
from translation.views.filters import TranslationFilters, titled
from translation.workflow.assignment import assign, check_due_date

_MODEL = ("translation", "translationstatus")


class PersonField(forms.ModelChoiceField):
    """A choice of people by the names that the CMS shows."""

    def label_from_instance(self, obj: Any) -> str:
        return str(get_user_display_name(obj))


class AssignForm(forms.Form):
    """Who gets the translations, until when, and what they should know."""

    assignee = PersonField(
        label=_("Assigned to"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Nobody: give back"),
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Shown with the translation, and in the notice."),
    )

    def __init__(self, *args: Any, langs: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True)
        for lang in langs:
            people = people.filter(pk__in=people_for(lang).values("pk"))
        field: Any = self.fields["assignee"]
        field.queryset = in_order_of(people, "first_name", "last_name", "email")

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        try:
            check_due_date(due_on)
        except RefusedError as error:
            raise ValidationError(str(error)) from error
        return due_on


class TranslationBulkAction(BulkAction):
    """Acts on those of the chosen rows that the user may see; others are ignored."""

    models = [TranslationStatus]
    shown = 20

    @classmethod
    def is_offered_to(cls, user: AnyUser) -> bool:
        return True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not languages_of(request.user) or not self.is_offered_to(request.user):
            raise PermissionDenied
        if not self.rows:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rows(self) -> list[TranslationStatus]:
        chosen = self.request.GET.getlist("id")
        rows = with_known_titles(rows_for(self.request.user), self.request.user)
        rows = rows.select_related("assignee")
        if "all" in chosen:
            return list(self._listed(rows))
        return list(rows.filter(pk__in=row_ids(chosen)).order_by("pk"))

    def _listed(self, rows: StatusQuerySet) -> StatusQuerySet:
        """Return all rows that the list shows on all its pages, by its filters and search."""
        data, langs = self.request.GET, languages_of(self.request.user)
        filters = TranslationFilters(data, request=self.request, langs=langs)
        if filters.is_valid():
            rows = filters.filter_queryset(rows)
        return titled(rows, without_nul(data.get("q", "")).strip())

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        return [row.pk for row in self.rows]

    def get_queryset(  # type: ignore[override]  # stock asks its class, which knows no user
        self, model: Any, object_ids: Any
    ) -> list[TranslationStatus]:
        return self.rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [item["item"] for item in context["items"]]
        more = len(rows) - self.shown
        return context | {"rows": rows[: self.shown], "more": max(more, 0), "count": len(rows)}


class AssignAction(TranslationBulkAction):
    """Gives the chosen translations to one person, or back to nobody."""

    display_name = _("Assign")
    action_type = "assign"
    aria_label = _("Assign the selected translations")
    template_name = "translation/dashboard/assign.html"
    action_priority = 10
    form_class = AssignForm

    @classmethod
    def is_offered_to(cls, user: AnyUser) -> bool:
        return may_assign(user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"langs": {row.lang for row in self.rows}}

    def get_initial(self) -> dict[str, Any]:
        """What the chosen rows have in common already."""
        return {
            name: getattr(self.rows[0], name)
            for name in ("assignee", "due_on", "note")
            if len({getattr(row, name) for row in self.rows}) == 1
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        langs = sorted({row.lang for row in self.rows})
        names = [language_name(lang) for lang in langs]
        return super().get_context_data(**kwargs) | {"languages": names}

    def get_execution_context(self) -> dict[str, Any]:
        return {"by": self.request.user} | self.cleaned_form.cleaned_data

    @classmethod
    def execute_action(cls, objects: Sequence[TranslationStatus], **choice: Any) -> tuple[int, int]:
        assign(objects, **choice)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        person = self.cleaned_form.cleaned_data["assignee"]
        if person is None:
            text = ngettext(
                "%(count)d translation is assigned to nobody now.",
                "%(count)d translations are assigned to nobody now.",
                num_parent_objects,
            )
        else:
            text = ngettext(
                "%(count)d translation is assigned to %(person)s.",
                "%(count)d translations are assigned to %(person)s.",
                num_parent_objects,
            )
        name = get_user_display_name(person) if person else ""
        return text % {"count": num_parent_objects, "person": name}


class ExportAction(TranslationBulkAction):
    """Asks for confirmation, and passes the chosen rows to the export."""

    display_name = _("Export as PO")
    action_type = "export_po"
    aria_label = _("Export the selected translations as PO files")
    template_name = "translation/dashboard/export.html"
    action_priority = 20
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "ids": [row.pk for row in self.rows],
            "missing": sum(row.status == Status.MISSING for row in self.rows),
            "is_too_many": len(self.rows) > MOST,
            "limit": MOST,
            "submit_url": reverse("translation_offline:export"),
        }


ACTIONS: list[type[TranslationBulkAction]] = [AssignAction, ExportAction]


def bulk_buttons(user: AnyUser) -> list[Button]:
    """Return the buttons below a list; Wagtail's own tag checks no permission."""
    return [
        ListingButton(
            action.display_name,
            reverse("wagtail_bulk_action", args=[*_MODEL, action.action_type]),
            classname="bulk-action-btn",
            attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
            priority=action.action_priority,
        )
        for action in ACTIONS
        if action.is_offered_to(user)
    ]
