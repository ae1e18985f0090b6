"""The status of translations in Wagtail's own lists of pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page

from translation.models import TranslationStatus
from translation.rights import AnyUser, rows_for
from translation.status.labels import status_from, status_into


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


class ExplorerView(ExplorableIndexView):
    """Wagtail's page explorer with the status of translations."""

    base_columns = [*ExplorableIndexView.base_columns, _COLUMN]


class PageSearchView(SearchView):
    """Wagtail's search for pages with the status of translations."""

    columns = [*SearchView.columns[:-1], _COLUMN, SearchView.columns[-1]]
