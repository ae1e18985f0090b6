"""Wagtail's emails about reviews, without those about translations.

They name the page, which may be a story that nobody outside may know of;
`translation.notifications.digest` reports reviews of translations instead.
"""

from typing import Any

from wagtail.admin import mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from translation.notifications.events import is_about_translation


class _NotAboutTranslations:
    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        is_wanted: bool = super().can_handle(instance, **kwargs)  # type: ignore[misc]
        return is_wanted and not is_about_translation(instance)


class TaskSubmitted(_NotAboutTranslations, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class WorkflowSubmitted(_NotAboutTranslations, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class WorkflowRejected(_NotAboutTranslations, mail.WorkflowStateRejectionEmailNotifier):
    pass


class WorkflowApproved(_NotAboutTranslations, mail.WorkflowStateApprovalEmailNotifier):
    pass


# Signals hold what is connected weakly, so this list is what makes the notifiers last. The names
# are those under which Wagtail connects its own.
_CONNECTED = [
    (
        task_submitted,
        TaskSubmitted(),
        TaskState,
        "group_approval_task_submitted_email_notification",
    ),
    (
        workflow_submitted,
        WorkflowSubmitted(),
        WorkflowState,
        "workflow_state_submitted_email_notification",
    ),
    (
        workflow_rejected,
        WorkflowRejected(),
        WorkflowState,
        "workflow_state_rejected_email_notification",
    ),
    (
        workflow_approved,
        WorkflowApproved(),
        WorkflowState,
        "workflow_state_approved_email_notification",
    ),
]


def connect() -> None:
    """Connect the notifiers in place of Wagtail's. Called once, when the app is ready.

    Where Wagtail's are connected later, their name is taken already, and Django leaves them out.
    """
    for signal, notifier, sender, name in _CONNECTED:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(notifier, sender=sender, dispatch_uid=name)
