"""The review workflow of each language: translators submit; reviewers and communicators approve."""

from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.setup.roles import COMMUNICATIONS, LANGUAGE_NAMES, reviewers


def prepare_workflows(fronts: dict[str, Page]) -> None:
    """Make the workflow of each language where it is missing."""
    for lang, front in fronts.items():
        name = f"Review ({LANGUAGE_NAMES[lang]})"
        workflow, is_new = Workflow.objects.get_or_create(name=name, defaults={"active": True})
        if is_new:
            task = GroupApprovalTask.objects.create(name=name)
            task.groups.set(Group.objects.filter(name__in=[reviewers(lang), COMMUNICATIONS]))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
            WorkflowPage.objects.get_or_create(page=front, defaults={"workflow": workflow})
