"""Who may give and take which rights: roles, and the one that looks after the others."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Collection, Page

from core.models import User
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS
from tests import factories
from tests.cms import fields_in
from tests.security.people import PERSONNEL, entries, role, text_of
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("personnel")]


def group_form(client: Client, group: Group) -> dict[str, Any]:
    return fields_in(client.get(f"/admin/groups/edit/{group.pk}/"), "w-editor-form")


def with_row(prefix: str, kind: str, place: Any, right: Any) -> dict[str, Any]:
    return {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-INITIAL_FORMS": 0,
        f"{prefix}-0-{kind}": place.pk,
        f"{prefix}-0-permissions": right,
    }


def rights_beyond() -> list[dict[str, Any]]:
    """Forms of a role that give what somebody of the personnel lacks."""
    page, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    image = Permission.objects.get(codename="change_image", content_type__model="image")
    management = Permission.objects.get(codename="change_collection")
    return [
        {"permissions": [Permission.objects.get(codename="change_menu").pk]},
        with_row("page_permissions", "page", page, "publish_page"),
        with_row("image_permissions", "collection", collection, image.pk),
        with_row("collection_permissions", "collection", collection, management.pk),
    ]


@pytest.mark.parametrize("which", range(4), ids=["model", "page", "image", "collection"])
def test_nobody_gives_a_role_a_right_that_they_lack(client, which):
    guests = Group.objects.create(name="Guests")
    sign_in(client, PERSONNEL)
    beyond = rights_beyond()[which]
    answer = client.post(
        f"/admin/groups/edit/{guests.pk}/", group_form(client, guests) | {"name": "Typed"} | beyond
    )
    assert "You cannot give rights that you do not have yourself" in text_of(answer)
    assert 'value="Typed"' in text_of(answer)
    new = fields_in(client.get("/admin/groups/new/"), "w-editor-form") | {"name": "New"}
    assert client.post("/admin/groups/new/", new | beyond).status_code == 200
    assert not Group.objects.filter(name__in=["Typed", "New"]).exists()
    assert not guests.permissions.exists()
    assert not guests.page_permissions.exists()
    assert not guests.collection_permissions.exists()
    client.force_login(factories.make_user(ADMINISTRATORS))
    assert client.post("/admin/groups/new/", new | beyond).status_code == 302


def test_a_right_in_a_tree_is_not_one_on_the_whole(client, personnel):
    add = Permission.objects.get(codename="add_page", content_type__model="page")
    news = factories.news_index("en")
    personnel.page_permissions.create(page=news, permission=add)
    guests = Group.objects.create(name="Guests")
    sign_in(client, PERSONNEL)
    address = f"/admin/groups/edit/{guests.pk}/"
    whole = with_row("page_permissions", "page", factories.home_page("en"), "add_page")
    assert client.post(address, group_form(client, guests) | whole).status_code == 200
    story = factories.make_story()
    within = with_row("page_permissions", "page", story, "add_page")
    assert client.post(address, group_form(client, guests) | within).status_code == 302
    assert guests.page_permissions.get().page_id == story.pk


def test_nobody_changes_or_deletes_a_role_with_rights_that_they_lack(client):
    group, me = role(COMMUNICATIONS), sign_in(client, PERSONNEL)
    assert f"/admin/groups/edit/{group.pk}/" not in text_of(client.get("/admin/groups/"))
    assert f"/admin/groups/edit/{me.groups.get().pk}/" in text_of(client.get("/admin/groups/"))
    for address in ("edit", "delete"):
        assert client.get(f"/admin/groups/{address}/{group.pk}/").status_code == 302
        client.post(f"/admin/groups/{address}/{group.pk}/", {"name": "Gone"})
    assert Group.objects.filter(pk=group.pk, name=COMMUNICATIONS).exists()


@pytest.mark.parametrize("is_superuser", [True, False])
def test_the_role_administrators_stays_what_it_is(client, is_superuser):
    user = sign_in(client, ADMINISTRATORS)
    User.objects.filter(pk=user.pk).update(is_superuser=is_superuser)
    group = role(ADMINISTRATORS)
    form = group_form(client, group)
    address = f"/admin/groups/edit/{group.pk}/"
    renamed = client.post(address, form | {"name": "Others"})
    assert "This role is needed under its name." in text_of(renamed)
    needed = Permission.objects.get(codename="change_user")
    rights = [right for right in form["permissions"] if right != str(needed.pk)]
    answer = client.post(address, form | {"permissions": rights})
    assert "Nobody could look after roles without these rights: Can change user." in text_of(answer)
    client.post(f"/admin/groups/delete/{group.pk}/")
    group.refresh_from_db()
    assert group.name == ADMINISTRATORS
    assert client.post(address, form).status_code == 302
    assert needed in group.permissions.all()


def test_a_new_role_does_not_take_the_name_of_the_administrators(client):
    """After a site removed the role, its name would still open screens."""
    role(ADMINISTRATORS).delete()
    sign_in(client, PERSONNEL)
    new = fields_in(client.get("/admin/groups/new/"), "w-editor-form") | {"name": ADMINISTRATORS}
    assert "Only a superuser can make a role of this name." in text_of(
        client.post("/admin/groups/new/", new)
    )


def test_changes_of_groups_are_in_the_security_log(client):
    guests = Group.objects.create(name="Guests")
    sign_in(client, ADMINISTRATORS)
    form = group_form(client, guests)
    row = with_row("page_permissions", "page", factories.news_index(), "add_page")
    client.post(f"/admin/groups/edit/{guests.pk}/", form | row | {"name": "Visitors"})
    client.post(f"/admin/groups/delete/{guests.pk}/")
    assert entries() == [
        (
            "group_changed",
            None,
            {"group": guests.pk, "name": "Visitors", "fields": ["name", "page_permissions"]},
        ),
        ("group_deleted", None, {"group": guests.pk, "name": "Visitors"}),
    ]
