"""Wagtail's report on types of pages, without pages that the user may not see."""

from typing import Any

from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from cms.privacy.known import visible, with_its_title_for


class CheckedPageTypesView(PageTypesUsageReportView):
    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        """Stock names the page of each type that was edited last, whichever it is."""
        page_types = super().decorate_paginated_queryset(page_types)
        user, edited = self.request.user, [each.last_edited_page_id for each in page_types]
        known = set(visible(Page.objects.filter(pk__in=edited), user).values_list("pk", flat=True))
        for each in page_types:
            page = each.last_edited_page
            is_known = page is not None and page.pk in known
            each.last_edited_page = with_its_title_for(user, page) if is_known else None
        return page_types
