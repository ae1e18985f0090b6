"""“Translations” and “My queue”: what there is to do, and who has it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import Button

from core.search.titles import title_key
from translation.models import Status, TranslationStatus
from translation.models.status import StatusQuerySet
from translation.rights import languages_of, may_assign, rows_for
from translation.status.next_steps import NextStep, next_steps
from translation.status.titles import with_known_titles
from translation.views.bulk import bulk_buttons
from translation.views.columns import columns
from translation.views.filters import TranslationFilters, titled

# What misleads readers comes first, then what somebody has begun.
_URGENCY = (
    Status.OUTDATED,
    Status.DRAFT,
    Status.MISSING,
    Status.WITHDRAWN,
    Status.UP_TO_DATE,
    Status.INDEPENDENT,
)
_BY_URGENCY = Case(
    *(When(status=status, then=Value(rank)) for rank, status in enumerate(_URGENCY)),
    output_field=IntegerField(),
)
_SORTED_BY = {"state": _BY_URGENCY, "title": title_key(reference="source_page_id")}


class TranslationsView(generic.IndexView):
    """All rows that the user may see, most urgent first."""

    model = TranslationStatus
    permission_policy = None
    any_permission_required = None
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_dashboard:index"
    index_results_url_name = "translation_dashboard:index_results"
    template_name = "translation/dashboard/index.html"
    results_template_name = "translation/dashboard/results.html"
    filterset_class = TranslationFilters
    is_searchable = True
    default_ordering = None
    paginate_by = 50
    verbose_name = _("translation")
    verbose_name_plural = _("translations")
    shows_counts = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.langs = languages_of(request.user)
        if not self.langs:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def may_assign(self) -> bool:
        return may_assign(self.request.user)

    @cached_property
    def bulk_buttons(self) -> list[Button]:
        return bulk_buttons(self.request.user)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return columns(self.next_step_of, self.may_assign, bool(self.bulk_buttons))

    def get_visible(self) -> StatusQuerySet:
        """Return the rows of the list before filters."""
        return rows_for(self.request.user)

    def get_base_queryset(self) -> StatusQuerySet:
        rows = self.get_visible().select_related("source_page", "target_page", "assignee")
        return with_known_titles(rows, self.request.user)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"langs": self.langs}

    def order_queryset(self, queryset: StatusQuerySet) -> StatusQuerySet:
        if not self.ordering:
            return queryset.order_by(*self.get_default_order())
        name = self.ordering.lstrip("-")
        key: Any = _SORTED_BY.get(name, F(name))
        # Rows without a value come last, whichever way the list is sorted.
        order = key.desc if self.ordering.startswith("-") else key.asc
        return queryset.order_by(order(nulls_last=True), "pk")

    def search_queryset(self, queryset: StatusQuerySet) -> StatusQuerySet:
        return titled(queryset, self.search_query)

    def get_default_order(self) -> tuple[Any, ...]:
        return (_BY_URGENCY.asc(), "changed_at", "pk")

    def paginate_queryset(
        self, queryset: StatusQuerySet, page_size: int
    ) -> tuple[Paginator[Any], PageOfRows[Any], list[TranslationStatus], bool]:
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = list(rows)
        self.next_steps = next_steps(self.request.user, page.object_list)
        return paginator, page, page.object_list, has_others

    def next_step_of(self, row: TranslationStatus) -> NextStep:
        return self.next_steps[row.pk]

    def get_context_data(self, *args: Any, **kwargs: Any) -> Mapping[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["bulk_buttons"] = self.bulk_buttons
        if self.shows_counts:
            context["shortcuts"] = self._shortcuts()
        return context

    def _shortcuts(self) -> list[dict[str, Any]]:
        """Return links to each status with its number of rows, and to other common filters."""
        counts, chosen = self.get_visible().counts(), self.request.GET
        address = reverse(self.index_url_name)
        links = [
            {
                "label": status.label,
                "count": counts.get(status.value, 0),
                "url": f"{address}?state={status.value}",
                "status": status.value,
                "is_current": chosen.getlist("state") == [status.value],
            }
            for status in _URGENCY
        ]
        for name, value, label in (
            ("review", "yes", _("In review")),
            ("changed", "week", _("Original changed this week")),
            ("due", "overdue", _("Overdue")),
        ):
            url, is_current = f"{address}?{name}={value}", chosen.get(name) == value
            links.append({"label": label, "url": url, "is_current": is_current})
        return links


class QueueView(TranslationsView):
    """What is assigned to the user and still to be done, the first due first."""

    page_title = _("My queue")
    header_icon = "tasks"
    index_url_name = "translation_dashboard:queue"
    index_results_url_name = "translation_dashboard:queue_results"
    shows_counts = False

    def get_visible(self) -> StatusQuerySet:
        return super().get_visible().of(self.request.user).open()

    def get_default_order(self) -> tuple[Any, ...]:
        return (F("due_on").asc(nulls_last=True), _BY_URGENCY.asc(), "changed_at", "pk")

    @cached_property
    def no_results_message(self) -> Any:
        if self.is_searching or self.is_filtering:
            return super().no_results_message
        return _("Nothing is assigned to you.")
