"""The status of translations in Wagtail's own lists of pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.models import Page

from core.search.titles import title_key
from translation.models import TranslationStatus
from translation.rights import AnyUser, rows_for
from translation.status.labels import status_from, status_into
from translation.views.story_lists import DATE_COLUMN, SearchFilters, dates


class TranslationColumn(BaseColumn):
    """How far a page's translation is, or from what the page was translated.

    The rows of the whole table are read when its first cell asks.
    """

    cell_template_name = "translation/explorer_cell.html"

    def get_cell_context_data(
        self, instance: Any, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        table = parent_context["table"]
        if not hasattr(table, "translation_rows"):
            table.translation_rows = _rows(parent_context["request"].user, table.data)
        row = table.translation_rows.get(instance.pk)
        return context | {"row": row, "text": status_beside(row, instance.pk) if row else ""}


def _rows(user: AnyUser, pages: Iterable[Page]) -> dict[int | None, TranslationStatus]:
    """Return the rows that `user` may see by the ids of both pages that each is about."""
    works = [page.translation_key for page in pages]
    found: dict[int | None, TranslationStatus] = {}
    for row in rows_for(user).filter(work__in=works):
        found |= {row.source_page_id: row, row.target_page_id: row}
    return found


def status_beside(row: TranslationStatus, page_id: int) -> str:
    """Return the status of a row as shown beside one of its two pages."""
    return status_into(row) if row.source_page_id == page_id else status_from(row)


_COLUMN = TranslationColumn("translation", label=_("Translation"), width="14%")


# Pages without a date come last, whichever way the list is sorted.
_SORTED_BY = {"story_date": dates, "title": title_key}


def _order(ordering: str | None) -> Any:
    """Return the expression for what our lists order by, or None where Wagtail knows how."""
    key = _SORTED_BY.get((ordering or "").lstrip("-"))
    if key is None or ordering is None:
        return None
    order = key().desc if ordering.startswith("-") else key().asc
    return order(nulls_last=True)


class ExplorerView(ExplorableIndexView):
    """Wagtail's page explorer with the status of translations, and with the dates of stories."""

    base_columns = [*ExplorableIndexView.base_columns, DATE_COLUMN, _COLUMN]

    def order_queryset(self, queryset: Any) -> Any:
        order = _order(self.ordering)
        return queryset.order_by(order, "pk") if order else super().order_queryset(queryset)


class PagesOfTypeView(ContentTypeUseView):
    """All pages of a type; another one is offered where one may be added."""

    def get_add_url(self) -> str | None:
        parents = Page.objects.type(*self.model.allowed_parent_page_models()).specific()
        user = self.request.user
        can_add = any(
            self.model.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()
            for parent in parents
        )
        return super().get_add_url() if can_add else None


class PageSearchView(SearchView):
    """Wagtail's search for pages, with what our other lists of pages show and are narrowed by.

    Stock knows the type of page alone, and in its heading the results have no name: “37 None”.
    """

    filterset_class = SearchFilters
    results_template_name = "translation/page_search_results.html"
    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural
    all_pages: Any

    columns = [*SearchView.columns[:-1], DATE_COLUMN, _COLUMN, SearchView.columns[-1]]

    def get_queryset(self) -> Any:
        """Stock orders by the names of some columns alone, and knows none of our expressions."""
        asked = self.request.GET.get("ordering")
        order = _order(asked)
        if order is None:
            return super().get_queryset()
        self.ordering = order
        pages = super().get_queryset()
        self.ordering = asked
        return pages

    def annotate_queryset(self, pages: Any) -> Any:
        """Narrow the pages before they are searched, and those of which the types are counted."""
        self.all_pages = self.filter_queryset(self.all_pages)
        return self.filter_queryset(super().annotate_queryset(pages))
