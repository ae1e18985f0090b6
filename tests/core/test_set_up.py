"""What a migrate makes and removes: everything on a new site, nothing of what is staff's later."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.models import Governorate
from core.setup.roles import COMMUNICATIONS
from core.setup.wagtail_defaults import remove_wagtail_defaults
from home.models import HomePage
from tests import factories
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db

WAGTAILS_GROUPS = ["Editors", "Moderators"]


def migrate() -> None:
    call_command("migrate", verbosity=0)


def group_with_right(name: str, page: Page) -> Group:
    group = Group.objects.create(name=name)
    right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=right)
    return group


def approval_by(group: Group, page: Page) -> Workflow:
    """Make the workflow that Wagtail's migrations make, asking `group` about `page`."""
    workflow = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return workflow


def wagtails_group(name: str) -> Group:
    """Make a group as Wagtail's migrations do, which gave both of them these permissions."""
    group = Group.objects.create(name=name)
    kinds = [(verb, kind) for verb in ("add", "change", "choose") for kind in ("image", "document")]
    of_collections = [f"{verb}_{kind}" for verb, kind in kinds]
    rights = ["access_admin", "submit_translation", "delete_image", "delete_document"]
    group.permissions.set(Permission.objects.filter(codename__in=rights + of_collections))
    on_pages = ["add_page", "change_page"]
    if name == "Moderators":
        on_pages += ["publish_page", "lock_page", "unlock_page"]
    for right in Permission.objects.filter(codename__in=on_pages):
        group.page_permissions.create(page=Page.get_first_root_node(), permission=right)
    collection = Collection.get_first_root_node()
    for right in Permission.objects.filter(codename__in=of_collections):
        group.collection_permissions.create(collection=collection, permission=right)
    return group


def test_a_new_site_has_nothing_of_wagtails_own():
    assert not Group.objects.filter(name__in=WAGTAILS_GROUPS).exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not GroupApprovalTask.objects.filter(name="Moderators approval").exists()
    assert set(Page.objects.filter(depth=2)) == {page.page_ptr for page in HomePage.objects.all()}
    assert Site.objects.get().root_page == factories.home_page("en").page_ptr


@pytest.mark.parametrize("name", WAGTAILS_GROUPS)
def test_a_group_of_staff_has_its_name_and_rights_after_every_migrate(name):
    group = group_with_right(name, factories.home_page("ar"))
    migrate()
    rights = Group.objects.get(pk=group.pk).page_permissions.values_list("permission__codename")
    assert list(rights) == [("publish_page",)]


def test_even_a_group_with_the_rights_of_wagtails_own_stays_once_the_site_is_set_up():
    groups = [wagtails_group(name) for name in WAGTAILS_GROUPS]
    migrate()
    assert Group.objects.filter(pk__in=[group.pk for group in groups]).count() == 2


def test_a_workflow_of_staff_called_as_wagtails_own_stays_with_its_task_and_pages():
    front = factories.home_page("en")
    group = group_with_right("Moderators", front)
    WorkflowPage.objects.filter(page=front).delete()
    workflow = approval_by(group, front)
    migrate()
    assert front.get_workflow() == workflow
    assert [task.specific.groups.get() for task in workflow.tasks] == [group]


def test_a_renamed_group_and_workflow_do_not_come_back_under_their_former_name():
    Group.objects.filter(name=COMMUNICATIONS).update(name="Press office")
    Workflow.objects.filter(name="Review (English)").update(name="Reading")
    WorkflowPage.objects.all().delete()
    migrate()
    assert not Group.objects.filter(name=COMMUNICATIONS).exists()
    assert not Workflow.objects.filter(name="Review (English)").exists()
    assert not WorkflowPage.objects.exists()


def test_governorates_that_staff_removed_or_gave_another_slug_stay_so():
    Governorate.objects.filter(slug="halabja").delete()
    Governorate.objects.filter(slug="dhi-qar").update(slug="thi-qar")
    migrate()
    assert not Governorate.objects.filter(slug__in=["halabja", "dhi-qar"]).exists()


def test_a_glossary_that_staff_emptied_stays_empty():
    GlossaryTerm.objects.all().delete()
    migrate()
    assert not GlossaryTerm.objects.exists()


def test_a_site_without_an_address_is_not_opened_to_the_public_again():
    Site.objects.all().delete()
    migrate()
    assert not Site.objects.exists()


def test_wagtails_own_groups_and_workflow_leave_a_new_site():
    editors, moderators = (wagtails_group(name) for name in WAGTAILS_GROUPS)
    root = Page.get_first_root_node()
    workflow = approval_by(moderators, root)
    remove_wagtail_defaults(root)
    assert not Group.objects.filter(pk__in=[editors.pk, moderators.pk]).exists()
    assert not Workflow.objects.filter(pk=workflow.pk).exists()
    assert not GroupApprovalTask.objects.filter(name="Moderators approval").exists()


def test_wagtails_own_stay_on_a_new_site_where_somebody_has_touched_them():
    editors, moderators = (wagtails_group(name) for name in WAGTAILS_GROUPS)
    editors.user_set.add(factories.make_user())
    moderators.page_permissions.first().delete()
    root = Page.get_first_root_node()
    workflow = approval_by(moderators, root)
    remove_wagtail_defaults(root)
    assert Group.objects.filter(pk__in=[editors.pk, moderators.pk]).count() == 2
    assert Workflow.objects.filter(pk=workflow.pk).exists()
