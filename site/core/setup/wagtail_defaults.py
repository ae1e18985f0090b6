"""Removes what Wagtail's migrations put into an empty database.

A site of ours has its own groups, workflows and front pages. Wagtail's are removed once, when the
site is set up, and only while they are exactly as its migrations made them: anything of the same
name that is made later belongs to staff.
"""

from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
)

WORKFLOW = "Moderators approval"
WELCOME = "Welcome to your new Wagtail site!"
_EDIT = {"add_page", "change_page"}
_GROUPS = {
    "Editors": _EDIT,
    "Moderators": _EDIT | {"publish_page", "lock_page", "unlock_page"},
}
_RIGHTS = {
    "access_admin",
    "submit_translation",  # wagtail-localize gives it to both
    *(
        f"{verb}_{kind}"
        for kind in ("image", "document")
        for verb in ("add", "change", "choose", "delete")
    ),
}
_COLLECTION_RIGHTS = _RIGHTS - {
    "access_admin",
    "submit_translation",
    "delete_image",
    "delete_document",
}


def remove_wagtail_defaults(root: Page) -> None:
    """Remove Wagtail's groups, workflow and welcome page where nobody has touched them."""
    groups = [group for name in _GROUPS for group in Group.objects.filter(name=name)]
    untouched = [group for group in groups if _is_untouched(group, root)]
    _remove_workflow(root, {group.name for group in untouched})
    for group in untouched:
        group.delete()
    _remove_welcome(root)


def _is_untouched(group: Group, root: Page) -> bool:
    """Whether the group has no members and exactly the rights that Wagtail's migrations give."""
    on_pages = GroupPagePermission.objects.filter(group=group)
    on_collections = GroupCollectionPermission.objects.filter(group=group)
    return (
        not group.user_set.exists()
        and set(group.permissions.values_list("codename", flat=True)) == _RIGHTS
        and set(on_pages.values_list("page", "permission__codename"))
        == {(root.pk, right) for right in _GROUPS[group.name]}
        and set(on_collections.values_list("collection__depth", "permission__codename"))
        == {(1, right) for right in _COLLECTION_RIGHTS}
    )


def _remove_workflow(root: Page, groups: set[str]) -> None:
    """Remove the workflow that asks Wagtail's moderators alone, for all pages, and never ran."""
    workflow = Workflow.objects.filter(name=WORKFLOW, workflow_states=None).first()
    task = GroupApprovalTask.objects.filter(name=WORKFLOW, task_states=None).first()
    if workflow is None or task is None or "Moderators" not in groups:
        return
    is_untouched = (
        list(workflow.workflow_tasks.values_list("task", flat=True)) == [task.pk]
        and list(task.groups.values_list("name", flat=True)) == ["Moderators"]
        and list(workflow.workflow_pages.values_list("page", flat=True)) == [root.pk]
    )
    if is_untouched:
        workflow.delete()
        Task.objects.filter(pk=task.pk).delete()


def _remove_welcome(root: Page) -> None:
    """Remove the page that greets developers, with the site that begins there."""
    pages = root.get_children().filter(slug="home", title=WELCOME, owner=None, numchild=0)
    for page in pages.filter(latest_revision=None):
        Site.objects.filter(root_page=page).delete()
        page.delete()
    root.refresh_from_db()
