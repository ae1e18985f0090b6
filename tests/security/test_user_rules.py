"""Who may change whom: superusers, colleagues who may do more, the last administrator."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import SecurityEvent, User
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from tests import factories
from tests.security.people import PERSONNEL, entries, role, text_of
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("personnel")]

NEW_PASSWORD = "stolen by an attacker"
LESSER_ROLES = [COMMUNICATIONS, translators("ar"), reviewers("ar")]


@pytest.fixture
def root(db) -> User:
    return factories.make_user(is_superuser=True, first_name="Zahra", last_name="Karim")


def edit(user: User) -> str:
    return f"/admin/users/edit/{user.pk}/"


def form_of(user: User, **changed: Any) -> dict[str, Any]:
    form = {
        "email": user.email,
        "first_name": user.first_name or "A",
        "last_name": user.last_name or "B",
        "is_active": "on",
        "groups": list(user.groups.values_list("pk", flat=True)),
        "password1": "",
        "password2": "",
    }
    return {name: value for name, value in (form | changed).items() if value is not None}


def passwords() -> dict[str, str]:
    return {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def bulk(action: str, *users: User) -> str:
    return f"/admin/bulk/core/user/{action}/?" + "&".join(f"id={user.pk}" for user in users)


def state(user: User) -> Any:
    """What an attacker would like to change."""
    user = User.objects.get(pk=user.pk)
    names = sorted(user.groups.values_list("name", flat=True))
    return user.email, user.password, user.is_active, user.is_superuser, names


def attacks(target: User) -> list[tuple[str, dict[str, Any]]]:
    """Every request that changes or removes a user."""
    return [
        (edit(target), form_of(target, **passwords())),
        (edit(target), form_of(target, email="mine@example.org")),
        (edit(target), form_of(target, is_active=None)),
        (edit(target), form_of(target, groups=[role(COMMUNICATIONS).pk])),
        (f"/admin/users/delete/{target.pk}/", {}),
        (f"/admin/users/close/{target.pk}/", {}),
        (f"/admin/users/copy/{target.pk}/", form_of(target, **passwords())),
        (bulk("delete", target), {}),
        (bulk("set_active_state", target), {"mark_as_active": "False"}),
        (bulk("assign_role", target), {"role": role(COMMUNICATIONS).pk}),
    ]


def succeeding(client: Client, target: User) -> list[str]:
    before, found = state(target), []
    for address, form in attacks(target):
        client.post(address, form)
        if not User.objects.filter(pk=target.pk).exists() or state(target) != before:
            found.append(f"{address} {form}")
            break
    return found


@pytest.mark.parametrize("name", [ADMINISTRATORS, PERSONNEL, *LESSER_ROLES])
def test_only_superusers_change_a_superuser(client, root, name):
    factories.make_user(is_superuser=True)
    sign_in(client, name)
    assert succeeding(client, root) == []


@pytest.mark.parametrize("name", [PERSONNEL, *LESSER_ROLES])
def test_nobody_changes_somebody_who_may_do_more(client, name):
    colleague = factories.make_user(ADMINISTRATORS)
    factories.make_user(ADMINISTRATORS)
    sign_in(client, name)
    assert succeeding(client, colleague) == []


@pytest.mark.parametrize("view", ["edit", "delete", "history", "history-results", "usage", "close"])
def test_an_administrator_does_not_open_the_views_of_a_superuser(client, root, view):
    address = f"/admin/users/{view}/{root.pk}/"
    sign_in(client, ADMINISTRATORS)
    assert client.get(address).status_code == 302
    client.force_login(factories.make_user(is_superuser=True))
    assert client.get(address).status_code == 200


def test_a_right_of_ones_own_protects_too(client):
    user = factories.make_user()
    user.user_permissions.add(Permission.objects.get(codename="change_topic"))
    sign_in(client, PERSONNEL)
    assert succeeding(client, user) == []


def test_the_list_links_to_those_whom_one_may_change(client, root):
    colleague = factories.make_user(COMMUNICATIONS)
    sign_in(client, ADMINISTRATORS)
    page = text_of(client.get("/admin/users/"))
    assert edit(colleague) in page
    assert edit(root) not in page
    assert f"/admin/users/delete/{root.pk}/" not in page


@pytest.mark.parametrize("name", [ADMINISTRATORS, PERSONNEL])
def test_nobody_but_a_superuser_makes_a_superuser(client, name):
    user = factories.make_user()
    sign_in(client, name)
    client.post(edit(user), form_of(user, is_superuser="on"))
    new = form_of(user, email="new@example.org", is_superuser="on", **passwords())
    assert client.post("/admin/users/new/", new).status_code == 302
    assert not User.objects.filter(is_superuser=True).exists()
    assert "Only a superuser can change this." in text_of(client.get(edit(user)))


def test_nobody_gives_a_role_with_rights_that_they_lack(client):
    user = factories.make_user()
    sign_in(client, PERSONNEL)
    given = {"groups": [role(ADMINISTRATORS).pk]}
    answer = client.post(edit(user), form_of(user, first_name="Typed", **given))
    assert "You cannot give a role with rights that you do not have yourself." in text_of(answer)
    assert 'value="Typed"' in text_of(answer)
    new = form_of(user, email="new@example.org", **passwords(), **given)
    assert client.post("/admin/users/new/", new).status_code == 200
    chosen = {"role": role(ADMINISTRATORS).pk}
    assert client.post(bulk("assign_role", user), chosen).status_code == 200
    assert not role(ADMINISTRATORS).user_set.exists()


@pytest.mark.parametrize("by_bulk", [True, False])
def test_nobody_gives_themselves_a_role(client, by_bulk):
    me = sign_in(client, ADMINISTRATORS)
    wanted = role(COMMUNICATIONS).pk
    if by_bulk:
        client.post(bulk("assign_role", me), {"role": wanted})
    else:
        answer = client.post(edit(me), form_of(me, groups=[role(ADMINISTRATORS).pk, wanted]))
        assert "You cannot give yourself a role." in text_of(answer)
    assert [group.name for group in me.groups.all()] == [ADMINISTRATORS]


def test_an_administrator_gives_every_role_of_the_site(client):
    user = factories.make_user(PERSONNEL)
    sign_in(client, ADMINISTRATORS)
    groups = [group.pk for group in Group.objects.all()]
    assert client.post(edit(user), form_of(user, groups=groups)).status_code == 302
    assert user.groups.count() == len(groups)


@pytest.mark.parametrize("own", [True, False], ids=["oneself", "a colleague"])
def test_the_last_administrator_stays(client, root, own):
    last = factories.make_user(ADMINISTRATORS)
    factories.make_user(ADMINISTRATORS, is_active=False)
    client.force_login(last if own else root)
    before = state(last)
    answers = [
        client.post(edit(last), form_of(last, groups=[])),
        client.post(edit(last), form_of(last, is_active=None)),
        client.post(f"/admin/users/delete/{last.pk}/", follow=True),
        client.post(bulk("delete", last), follow=True),
        client.post(bulk("set_active_state", last), {"mark_as_active": "False"}, follow=True),
        client.post(f"/admin/users/close/{last.pk}/", {"colleague": root.pk}),
    ]
    assert state(last) == before
    reason = "Nobody else has the role Administrators. Give it to a colleague first."
    reasons = [reason in text_of(answer) for answer in answers]
    assert all(reasons) if not own else reasons[0]


def test_the_last_superuser_stays(client, root):
    """Whoever may change superusers is one, so that the last can only try it with themselves."""
    factories.make_user(is_superuser=True, is_active=False)
    client.force_login(root)
    before = state(root)
    for address, form in attacks(root):
        client.post(address, form | {"is_superuser": ""})
    assert User.objects.filter(pk=root.pk).exists()
    assert state(root)[2:4] == before[2:4] == (True, True)


def test_two_administrators_are_not_both_removed_at_once(client, root):
    both = [factories.make_user(ADMINISTRATORS) for _number in range(2)]
    client.force_login(root)
    answer = client.post(bulk("delete", *both), follow=True)
    assert "Nobody else has the role Administrators." in text_of(answer)
    assert role(ADMINISTRATORS).user_set.count() == 2
    client.post(bulk("delete", both[0]))
    assert role(ADMINISTRATORS).user_set.get() == both[1]


def test_changes_of_users_and_roles_are_in_the_security_log(client):
    user = factories.make_user(COMMUNICATIONS, first_name="Noor", last_name="Ali")
    me = sign_in(client, ADMINISTRATORS)
    client.post(
        edit(user),
        form_of(user, first_name="Nour", groups=[role(PERSONNEL).pk], **passwords()),
    )
    client.post(bulk("assign_role", user), {"role": role(COMMUNICATIONS).pk})
    client.post(bulk("set_active_state", user), {"mark_as_active": "False"})
    new = form_of(user, email="new@example.org", groups=[], **passwords())
    client.post("/admin/users/new/", new)
    made = User.objects.get(email="new@example.org")
    client.post(f"/admin/users/delete/{made.pk}/")
    assert entries() == [
        ("user_changed", user.pk, {"fields": ["first_name"]}),
        ("roles_changed", user.pk, {"added": [PERSONNEL], "removed": [COMMUNICATIONS]}),
        ("roles_changed", user.pk, {"added": [COMMUNICATIONS], "removed": []}),
        ("user_changed", user.pk, {"fields": ["is_active"]}),
        ("user_created", made.pk, {}),
        ("invitation_sent", made.pk, {"by": "email"}),
        ("user_deleted", made.pk, {}),
    ]
    assert set(SecurityEvent.objects.values_list("actor_id", flat=True)) == {me.pk}
    assert NEW_PASSWORD not in str(list(SecurityEvent.objects.values()))


@pytest.mark.parametrize("address", ["/admin/users/", "/admin/groups/"])
def test_lists_ask_no_more_for_more_rows(client, address):
    sign_in(client, ADMINISTRATORS)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(10):
        Group.objects.create(name=f"Guests {number}")
        factories.make_user(COMMUNICATIONS)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
