"""The security log for administrators: newest first, by kind, person and date, and as a file."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cms.security_log.kinds import KINDS, details_of, label_of
from cms.spreadsheets import as_text
from core.language.dates import long_moment
from core.language.languages import current_language
from core.models import SecurityEvent

PERMISSION = "core.view_securityevent"


def people() -> list[tuple[int, str]]:
    """Return the ids and names of those whom the log names, by name."""
    names: dict[int, str] = {}
    for who in ("actor", "about"):
        rows = SecurityEvent.objects.exclude(**{f"{who}_id": None}).order_by()
        names |= dict(rows.values_list(f"{who}_id", f"{who}_name").distinct())
    return sorted(names.items(), key=lambda person: person[1].casefold())


class LogFilters(WagtailFilterSet):
    """By kind, by person, and by date."""

    kind = django_filters.ChoiceFilter(label=_("What happened"), choices=tuple(KINDS.items()))
    at = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["person"] = django_filters.ChoiceFilter(
            label=_("Person"), choices=people(), method=self._of_person
        )
        self.filters["person"].parent = self
        self.filters["person"].model = SecurityEvent

    @staticmethod
    def _of_person(
        rows: QuerySet[SecurityEvent], _name: str, value: str
    ) -> QuerySet[SecurityEvent]:
        return rows.filter(Q(actor_id=value) | Q(about_id=value))

    class Meta:
        model = SecurityEvent
        fields: list[str] = []


class SecurityLogView(ReportView):
    """The list; whoever takes it as a file is in it too (`events.ExportLogMiddleware`)."""

    model = SecurityEvent
    page_title = _("Security log")
    header_icon = "lock"
    index_url_name = "security_log"
    index_results_url_name = "security_log_results"
    filterset_class = LogFilters
    no_results_message = _("Nothing has been recorded that fits.")
    columns = [
        Column("at", label=_("When"), accessor=lambda each: _moment(each.at)),
        Column("kind", label=_("What happened"), accessor=lambda each: label_of(each.kind)),
        Column("actor_name", label=_("Who")),
        Column("about_name", label=_("About whom")),
        Column("network", label=_("Network")),
        Column("details", label=_("Details"), accessor=details_of),
    ]
    list_export = ["at", "kind", "actor_name", "about_name", "network", "details"]
    export_headings = {
        "at": _("When"),
        "kind": _("What happened"),
        "actor_name": _("Who"),
        "about_name": _("About whom"),
        "network": _("Network"),
        "details": _("Details"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_queryset(self) -> QuerySet[SecurityEvent]:
        return SecurityEvent.objects.all()

    def get_filename(self) -> str:
        return f"security-log-{timezone.localdate()}"

    def to_row_dict(self, item: SecurityEvent) -> dict[str, Any]:
        names = {name: as_text(getattr(item, name)) for name in ("actor_name", "about_name")}
        return {
            "at": item.at,
            "kind": str(label_of(item.kind)),
            **names,
            "network": item.network,
            "details": as_text(details_of(item)),
        }


def _moment(at: Any) -> str:
    return long_moment(at, current_language())


log_addresses = [
    path("security-log/", SecurityLogView.as_view(), name="security_log"),
    path(
        "security-log/results/",
        SecurityLogView.as_view(results_only=True),
        name="security_log_results",
    ),
]
