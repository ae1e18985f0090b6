"""Sensitive changes ask again for password or factor, and nothing that was typed is lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from cms.accounts.factors.asking import AsksAgain
from cms.accounts.factors.codes import LIMIT_OF_ACCOUNT
from core.models import SecurityEvent, User
from tests import factories
from tests.signing_in import code_for, give_app, let_proof_grow_old, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PASSWORD = "a long password"  # what `make_user` gives everybody
AGAIN, ACCOUNT = "/admin/login/again/", "/admin/account/"
NEW = "new@example.org"


@pytest.fixture
def me(client) -> User:
    """Somebody who signed in hours ago."""
    user = sign_in(client, "Communications")
    give_app(user)
    let_proof_grow_old(client)
    return user


def settings_form(user: User, **typed: str) -> dict[str, str]:
    return {
        "name_email-first_name": "سارة", "name_email-last_name": "A",
        "name_email-email": user.email, "locale-preferred_language": "en",
        "locale-current_time_zone": "", "theme-theme": "system", "theme-contrast": "system",
        "theme-density": "default",
    } | {name.replace("__", "-"): value for name, value in typed.items()}  # fmt: skip


def fields_of(response: Any) -> dict[str, str]:
    page = BeautifulSoup(response.content, "html.parser")
    return {field["name"]: field.get("value", "") for field in page.select("form input[name]")}


def prove(client: Client, response: Any, **proof: str) -> Any:
    """Send the question that `response` shows, answered."""
    held = {name: value for name, value in fields_of(response).items() if name != "credential"}
    return client.post(AGAIN, {name: held[name] for name in held if name != "password"} | proof)


def test_an_email_address_changes_after_a_proof_and_nothing_typed_is_lost(client, me):
    asked = client.post(ACCOUNT, settings_form(me, name_email__email=NEW))
    assert asked.status_code == 403
    assert User.objects.get(pk=me.pk).email == me.email
    back = prove(client, asked, password=PASSWORD)
    assert "سارة" in back.content.decode()
    assert client.post(ACCOUNT, fields_of(back)).status_code == 302
    changed = User.objects.get(pk=me.pk)
    assert (changed.email, changed.first_name) == (NEW, "سارة")


def test_a_name_is_removed_for_good_only_after_a_proof(client):
    sign_in(client, "Administrators")
    let_proof_grow_old(client)
    topic = factories.make_topic(name_en="Layla Example")
    form = {"phrases": "Layla Example", "mark": "[…]", "erase": "1", "is_confirmed": "on"}
    asked = client.post("/admin/erase/", form)
    topic.refresh_from_db()
    assert (asked.status_code, topic.name_en) == (403, "Layla Example")
    back = prove(client, asked, password=PASSWORD)
    assert "Layla Example" in back.content.decode()


def test_the_code_of_an_app_is_a_proof_too(client, me):
    asked = client.post(ACCOUNT, settings_form(me, name_email__email=NEW))
    back = prove(client, asked, code=code_for(me))
    assert "Thank you, it is you." in back.content.decode()
    assert "signed out" not in back.content.decode()
    client.post(ACCOUNT, fields_of(back))
    assert User.objects.get(pk=me.pk).email == NEW


@pytest.mark.parametrize("proof", [{"password": "wrong"}, {"code": "000000"}, {"code": ""}])
def test_what_is_no_proof_changes_nothing_and_loses_nothing(client, me, proof):
    asked = client.post(ACCOUNT, settings_form(me, name_email__email=NEW))
    again = prove(client, asked, **proof)
    assert again.status_code == 200
    assert User.objects.get(pk=me.pk).email == me.email
    back = prove(client, again, password=PASSWORD)
    client.post(ACCOUNT, fields_of(back))
    assert User.objects.get(pk=me.pk).email == NEW


def test_after_a_change_of_address_the_old_one_is_notified_and_other_sessions_end(client, me):
    other = Client()
    other.force_login(me)
    sign_in_again = client.get(f"{AGAIN}?next={ACCOUNT}")
    assert prove(client, sign_in_again, password=PASSWORD)["Location"] == ACCOUNT
    client.post(ACCOUNT, settings_form(me, name_email__email=NEW))
    assert [email.to for email in mail.outbox] == [[me.email]]
    assert NEW not in mail.outbox[0].subject + mail.outbox[0].body
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    assert SecurityEvent.objects.filter(kind="email_changed", about_id=me.pk).exists()


def test_what_is_not_sensitive_is_saved_at_once(client, me):
    assert client.post(ACCOUNT, settings_form(me)).status_code == 302
    assert User.objects.get(pk=me.pk).first_name == "سارة"
    assert not mail.outbox


def test_ones_own_password_changes_by_the_password_of_before(client, me):
    new = dict.fromkeys(("password__new_password1", "password__new_password2"), "correct horse b s")
    wrong = client.post(ACCOUNT, settings_form(me, password__old_password="wrong", **new))
    assert wrong.status_code == 200
    assert User.objects.get(pk=me.pk).check_password(PASSWORD)
    client.post(ACCOUNT, settings_form(me, password__old_password=PASSWORD, **new))
    assert User.objects.get(pk=me.pk).check_password("correct horse b s")
    assert client.get("/admin/").status_code == 200


def test_sessions_are_ended_after_a_proof(client, me):
    other = Client()
    other.force_login(me)
    asked = client.post("/admin/account/sessions/", {"all": "1"})
    assert asked.status_code == 403
    assert other.get("/admin/account/").status_code == 200
    back = prove(client, asked, password=PASSWORD)
    assert client.post("/admin/account/sessions/", fields_of(back)).status_code == 302
    assert other.get("/admin/account/").status_code == 302


def test_no_view_that_asks_again_answers_a_form_before_it_has_asked():
    asking, views = [AsksAgain], []
    while asking:
        views += (found := asking.pop().__subclasses__())
        asking += found
    assert len(views) >= 7
    for view in views:
        first = next(each for each in view.__mro__ if "post" in vars(each))
        assert first is AsksAgain, view


def test_nobody_guesses_passwords_in_an_open_session(client, me):
    page = client.get(f"{AGAIN}?next={ACCOUNT}")
    for _ in range(LIMIT_OF_ACCOUNT):
        prove(client, page, password="wrong")
    assert "Too many" in prove(client, page, password=PASSWORD).content.decode()
    new = dict.fromkeys(("password__new_password1", "password__new_password2"), "correct horse b s")
    form = settings_form(me, password__old_password=PASSWORD, **new)
    assert "Too many" in client.post(ACCOUNT, form).content.decode()
    assert User.objects.get(pk=me.pk).check_password(PASSWORD)


def test_the_question_leads_to_no_other_site(client, me):
    page = client.get(f"{AGAIN}?next=https://evil.example/")
    assert prove(client, page, password=PASSWORD)["Location"] == "/admin/"


def test_strangers_are_not_asked(client):
    assert client.get(AGAIN)["Location"].startswith("/admin/login/?")
    assert client.post(AGAIN, {"password": PASSWORD}).status_code in {302, 403}


@pytest.fixture
def administrator(client) -> User:
    user = sign_in(client, "Administrators")
    let_proof_grow_old(client)
    return user


def user_form(user: User, **typed: Any) -> dict[str, Any]:
    names = {"email": user.email, "first_name": "Sara", "last_name": "A", "is_active": "on"}
    return names | typed


def test_users_are_made_and_changed_after_a_proof(client, administrator):
    colleague = factories.make_user("Communications")
    reviewers = Group.objects.get(name="Reviewers (Arabic)").pk
    edit, new = f"/admin/users/edit/{colleague.pk}/", "/admin/users/new/"
    asked = client.post(edit, user_form(colleague, email=NEW, groups=[reviewers]))
    passwords = dict.fromkeys(("password1", "password2"), "correct horse battery staple")
    made = client.post(new, user_form(colleague, email="other@example.org") | passwords)
    deleted = client.post(f"/admin/users/delete/{colleague.pk}/")
    assert {asked.status_code, made.status_code} == {403}
    assert deleted.status_code in {302, 403}
    assert User.objects.count() == 2
    back = prove(client, asked, password=PASSWORD)
    assert client.post(edit, fields_of(back)).status_code == 302
    colleague.refresh_from_db()
    assert colleague.email == NEW
    assert list(colleague.groups.values_list("name", flat=True)) == ["Reviewers (Arabic)"]


def test_passwords_that_were_typed_are_in_no_page(client, administrator):
    colleague = factories.make_user("Communications")
    secret = dict.fromkeys(("password1", "password2"), "correct horse battery staple")
    asked = client.post(f"/admin/users/edit/{colleague.pk}/", user_form(colleague) | secret)
    back = prove(client, asked, password=PASSWORD)
    assert "correct horse" not in asked.content.decode() + back.content.decode()
    assert "Passwords are never kept" in back.content.decode()


def test_roles_of_many_are_given_after_a_proof(client, administrator):
    colleague = factories.make_user("Communications")
    role = Group.objects.get(name="Administrators")
    address = f"/admin/bulk/core/user/assign_role/?id={colleague.pk}"
    assert client.get(address).status_code == 200
    assert client.post(address, {"role": role.pk}).status_code == 403
    assert not colleague.groups.filter(pk=role.pk).exists()


def test_rights_of_a_role_change_after_a_proof(client, administrator):
    group = Group.objects.get(name="Communications")
    address = f"/admin/groups/edit/{group.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "Others"}).status_code == 403
    assert Group.objects.filter(name="Communications").exists()


def test_an_administrator_who_changes_an_address_ends_the_sessions_of_that_person(client):
    sign_in(client, "Administrators")
    colleague = factories.make_user("Communications")
    theirs = Client()
    theirs.force_login(colleague)
    client.post(f"/admin/users/edit/{colleague.pk}/", user_form(colleague, email=NEW))
    assert theirs.get("/admin/").status_code == 302
    assert [email.to for email in mail.outbox] == [[colleague.email]]
