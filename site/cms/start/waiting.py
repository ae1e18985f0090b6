"""The panel of what waits for somebody: reviews, and what other packages register."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState

from cms.start.registry import Waiting, WaitingList, waiting_for
from core.language.dates import long_moment
from core.language.languages import LANGUAGES, current_language

_SHOWN = 5


def reviews_for(user: Any) -> Any:
    """Return the tasks of workflows that `user` may decide about, the newest first."""
    return TaskState.objects.reviewable_by(user).order_by("-started_at", "-pk")


def _reviews(user: Any) -> WaitingList:
    found = list(
        reviews_for(user).select_related("revision", "workflow_state__requested_by")[: _SHOWN + 1]
    )
    ids = [int(task.revision.object_id) for task in found if task.revision_id]
    pages = Page.objects.select_related("locale").in_bulk(ids)
    rows = [
        _review(task, pages[int(task.revision.object_id)])
        for task in found[:_SHOWN]
        if task.revision_id and int(task.revision.object_id) in pages
    ]
    address = f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true"
    return WaitingList(
        rows,
        all_url=address if len(found) > _SHOWN else "",
        all_label=gettext_lazy("Everything that waits for a review"),
    )


def _review(task: TaskState, page: Page) -> Waiting:
    """Return the row of a review; it names who submitted the page, where that is known."""
    author = task.workflow_state.requested_by
    note = _("To be reviewed")
    if author is not None:
        name = format_html("<bdi>{}</bdi>", get_user_display_name(author))
        note = format_html(_("To be reviewed, from %(name)s") % {"name": "{}"}, name)
    return Waiting(
        title=page.get_admin_display_title(),
        language=LANGUAGES[page.locale.language_code],
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        note=note,
        when=long_moment(task.started_at, current_language()),
    )


class WaitingPanel(Component):
    """What waits for the user; empty if nothing does."""

    name = "waiting-for-me"
    template_name = "cms/start/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        lists = [_reviews(user), *waiting_for(user)]
        return {
            "rows": [row for each in lists for row in each.rows],
            "all_lists": [each for each in lists if each.all_url],
        }
