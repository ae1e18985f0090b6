"""The report on what was done on the site, searched by the names of things as all lists are."""

from typing import Any

import django_filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet

from core.search.small_tables import IsAmong, found_in


class _HistoryFilters(SiteHistoryReportFilterSet):
    label = django_filters.CharFilter(label=_("Name"), method="by_label")

    def by_label(self, entries: Any, _name: str, typed: str) -> Any:
        """Return the entries about what has such a name: it is compared once, not once an entry."""
        labels = entries.order_by().values_list("label", flat=True).distinct()
        found = found_in([(label, label) for label in labels], typed)
        return entries.filter(IsAmong(F("label"), found))


class HistoryView(LogEntriesView):
    filterset_class = _HistoryFilters
