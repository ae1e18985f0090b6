"""Panels of pages on the start page, each with the newest or the next few and the way to all.

They show pages that the user may change: whoever may do that knows a page by its newest title.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.start.registry import closed_to, shown_elsewhere
from core.language.languages import LANGUAGES, Language
from core.models import PublishedItem

SHOWN = 8
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """A page in a panel; `url` is "" where the user cannot open its form."""

    title: str
    language: Language
    url: str
    kind: str
    moment: datetime | None


class PagesPanel(Component):
    """A panel of pages; empty if there are none."""

    template_name = "cms/start/pages.html"
    heading: Any
    when: Any  # what the dates are
    all_label: Any

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        found = self.pages()
        return {
            "panel": self,
            "rows": self._rows(found[:SHOWN]),
            "all_url": self._all_url() if len(found) > SHOWN else "",
        }

    def pages(self) -> Sequence[Page]:
        """Return what is shown, at most one page more than there is room for."""
        raise NotImplementedError

    def moment(self, page: Page) -> datetime | None:
        raise NotImplementedError

    def filters(self) -> dict[str, Any]:
        """Return the filters that make the page explorer the list of all."""
        raise NotImplementedError

    def editable_pages(self) -> Any:
        """Return the pages that the user may change."""
        pages = PagePermissionPolicy().instances_user_has_permission_for(self.user, "change")
        return pages.filter(depth__gt=1, alias_of=None).select_related("locale")

    def _rows(self, pages: Sequence[Page]) -> list[Row]:
        closed = closed_to(self.user, pages) if pages else set()
        return [
            Row(
                title=page.get_admin_display_title(),
                language=LANGUAGES[page.locale.language_code],
                url="" if page.pk in closed else reverse("wagtailadmin_pages:edit", args=[page.pk]),
                kind=page.page_type_display_name,
                moment=self.moment(page),
            )
            for page in pages
        ]

    def _all_url(self) -> str:
        top = PagePermissionPolicy().explorable_root_instance(self.user)
        return f"{reverse('wagtailadmin_explore', args=[top.pk])}?{urlencode(self.filters())}"


class DraftsPanel(PagesPanel):
    """Pages that the user saved last and that readers do not see so.

    Another panel shows those that wait for a date, for a reviewer or for a translation.
    """

    name = "my-drafts"
    heading, all_label = _("My drafts"), _("All my drafts")
    when = pgettext_lazy("before a date", "Saved")
    order = 160

    def pages(self) -> Sequence[Page]:
        drafts = self.editable_pages().filter(has_unpublished_changes=True)
        mine = drafts.filter(latest_revision__user=self.user)
        shown = [
            Q(latest_revision__approved_go_live_at__gt=timezone.now()),
            Q(pk__in=shown_elsewhere(self.user)),
            self._in_review(),
        ]
        for each in shown:
            mine = mine.exclude(each)
        return list(mine.order_by("-latest_revision_created_at", "-pk")[: SHOWN + 1])

    def _in_review(self) -> Q:
        """Return the condition for what Wagtail's panel of workflows shows to the user."""
        states = WorkflowState.objects.active().filter(
            base_content_type=get_default_page_content_type()
        )
        requesters = dict(states.values_list("object_id", "requested_by_id"))
        by_user = [int(pk) for pk, person in requesters.items() if person == self.user.pk]
        return Q(pk__in=by_user) | Q(pk__in=list(map(int, requesters)), owner=self.user)

    def moment(self, page: Page) -> datetime | None:
        moment: datetime | None = page.latest_revision_created_at
        return moment

    def filters(self) -> dict[str, Any]:
        return {"status": "mine"}


class ScheduledPanel(PagesPanel):
    """Pages that are approved for a time to come, the next one first."""

    name = "scheduled"
    heading, all_label = _("Scheduled"), _("Everything scheduled")
    when = pgettext_lazy("before a date", "Goes live")
    order = 220

    def pages(self) -> Sequence[Page]:
        approved = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
        times = approved.order_by("-approved_go_live_at").values_list(
            "object_id", "approved_go_live_at"
        )
        self.times = {int(pk): time for pk, time in times}  # the earliest one of each page
        pages = self.editable_pages().filter(pk__in=list(self.times))
        return sorted(pages, key=lambda page: (self.times[page.pk], page.pk))[: SHOWN + 1]

    def moment(self, page: Page) -> datetime | None:
        return self.times[page.pk]

    def filters(self) -> dict[str, Any]:
        return {"status": "scheduled"}


class PublishedPanel(PagesPanel):
    """What readers have seen for the first time, or anew, within seven days."""

    name = "published-this-week"
    heading, all_label = _("Published this week"), _("All published pages")
    when = pgettext_lazy("before a date", "Published")
    order = 230

    def pages(self) -> Sequence[Page]:
        public = PublishedItem.objects.public().values("page_id")
        recent = Q(last_published_at__gte=timezone.now() - _WEEK, pk__in=public)
        pages = self.editable_pages().filter(recent)
        return list(pages.order_by("-last_published_at", "-pk")[: SHOWN + 1])

    def moment(self, page: Page) -> datetime | None:
        moment: datetime | None = page.last_published_at
        return moment

    def filters(self) -> dict[str, Any]:
        return {"status": "live", "ordering": "-latest_revision_created_at"}


PANELS = (DraftsPanel, ScheduledPanel, PublishedPanel)
