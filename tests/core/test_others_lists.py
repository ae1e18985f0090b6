"""Lists within forms, and a person's own settings: what was stored meanwhile is not undone."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupApprovalTask

from core.models import Menu, MenuLink, User
from tests import factories
from tests.cms import fields_in
from tests.core.two_windows import REFUSED, edit, notice, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> User:
    return factories.make_user(
        "Administrators", first_name="Zahra", last_name="Karim", is_superuser=True
    )


@pytest.fixture
def browser(client: Client, me) -> Client:
    client.force_login(me)
    return client


def a_menu() -> Menu:
    menu = Menu.objects.get(place="main", language="en")
    menu.links = [link("First"), link("Second")]
    menu.save()
    return menu


def link(text: str) -> MenuLink:
    return MenuLink(text=text, address=f"https://example.org/{text}")


def texts_of(menu: Menu) -> set[str]:
    return set(MenuLink.objects.filter(menu=menu).values_list("text", flat=True))


@pytest.mark.parametrize("removed", [True, False], ids=["removed", "added"])
def test_links_of_a_menu_that_a_colleague_changed_are_not_undone(browser, removed):
    menu = a_menu()
    address = edit("wagtailsnippets_core_menu:edit", menu.pk)
    mine = opened(browser, address)
    stored = MenuLink.objects.filter(menu=menu)
    if removed:
        stored.get(text="First").delete()
    else:
        MenuLink.objects.create(menu=menu, text="Third", address="https://example.org/3")
    before = texts_of(menu)
    response = browser.post(address, mine | {"links-1-text": "Mine"})
    assert "https://example.org/Second · Second" in notice(response)
    assert texts_of(menu) == before
    back = fields_in(response, "w-editor-form")
    assert browser.post(address, back).status_code == 302
    assert texts_of(menu) == (before | {"First", "Mine"}) - {"Second"}


def test_rights_of_a_role_that_a_colleague_gave_are_not_taken_away(browser):
    role = Group.objects.get(name="Communications")
    address = edit("wagtailusers_groups:edit", role.pk)
    mine = opened(browser, address)
    role.page_permissions.all().delete()
    response = browser.post(address, mine | {"name": "Translators of texts"})
    assert REFUSED in notice(response)
    assert not role.page_permissions.exists()


def test_the_roles_of_a_task_are_kept_too(browser):
    task = GroupApprovalTask.objects.create(name="Reading")
    task.groups.set(Group.objects.filter(name="Administrators"))
    address = edit("wagtailadmin_workflows:edit_task", task.pk)
    mine = opened(browser, address)
    task.groups.set(Group.objects.filter(name="Communications"))
    assert "Communications" in notice(browser.post(address, mine))
    assert [role.name for role in task.groups.all()] == ["Communications"]


def test_ones_own_settings_in_two_windows(browser, me):
    address = edit("wagtailadmin_account")
    mine = opened(browser, address)
    User.objects.filter(pk=me.pk).update(first_name="Zaynab")
    response = browser.post(address, mine | {"name_email-last_name": "Hadi"})
    assert "Zaynab" in notice(response)
    me.refresh_from_db()
    assert me.first_name == "Zaynab"
    back = fields_in(response, "w-editor-form")
    assert browser.post(address, back).status_code == 302
    me.refresh_from_db()
    assert me.last_name == "Hadi"
