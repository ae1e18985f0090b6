"""Wagtail's panels on the start page: with a limit, or replaced by ours."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from cms.start.pages import SHOWN
from cms.start.waiting import WaitingPanel, reviews_for


class _Limited:
    """Stock asks about each of its rows, however many there are."""

    rows: str

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)  # type: ignore[misc]
        return context | {self.rows: self.shown(context[self.rows], parent_context)[:SHOWN]}

    def shown(self, rows: Any, parent_context: Mapping[str, Any]) -> Any:
        return rows


class InReviewPanel(_Limited, UserObjectsInWorkflowModerationPanel):
    """One's own pages that wait for others: what waits for oneself is in `WaitingPanel`."""

    rows = "workflow_states"

    def shown(self, rows: Any, parent_context: Mapping[str, Any]) -> Any:
        own = set(reviews_for(parent_context["request"].user).values_list("pk", flat=True))
        return [state for state in rows if state.current_task_state_id not in own]


class LockedPanel(_Limited, LockedPagesPanel):
    rows = "locked_pages"


# The newest edits are among the drafts, or among what was published this week.
REPLACED: dict[type, type | None] = {
    WorkflowObjectsToModeratePanel: WaitingPanel,
    UserObjectsInWorkflowModerationPanel: InReviewPanel,
    LockedPagesPanel: LockedPanel,
    RecentEditsPanel: None,
}


def replace_stock_panels(panels: list[Any]) -> None:
    """Replace Wagtail's panels in place; those of other packages stay."""
    kept = []
    for panel in panels:
        replacement = REPLACED.get(type(panel), type(panel))
        if replacement is not None:
            kept.append(panel if replacement is type(panel) else replacement())
    panels[:] = kept
