"""Review in each language: who translates submits, who reviews or communicates approves.

Wagtail's own workflow asks a group that does not exist here, so what is submitted to it would
never come back.
"""

from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.roles import COMMUNICATIONS, LANGUAGE_NAMES, reviewers

STOCK = "Moderators approval"


def prepare_workflows(fronts: dict[str, Page]) -> None:
    """Make the workflow of each language where it is missing, and drop Wagtail's own."""
    for lang, front in fronts.items():
        name = f"Review ({LANGUAGE_NAMES[lang]})"
        workflow, is_new = Workflow.objects.get_or_create(name=name, defaults={"active": True})
        if is_new:
            task = GroupApprovalTask.objects.create(name=name)
            task.groups.set(Group.objects.filter(name__in=[reviewers(lang), COMMUNICATIONS]))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
            WorkflowPage.objects.get_or_create(page=front, defaults={"workflow": workflow})
    WorkflowPage.objects.filter(workflow__name=STOCK).delete()
    Workflow.objects.filter(name=STOCK, workflow_states=None).delete()
    Task.objects.filter(name=STOCK, task_states=None).delete()
