"""Administrators invite colleagues, and take factors away that were lost."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from cms.accounts.factors import enrolment, invitations
from core.background import email_queue
from core.models import Invitation, QueuedEmail, SecurityEvent, User
from tests import factories
from tests.security.inviting import (
    ENROL,
    add_app,
    emailed_code,
    enter_invitation,
    enter_password,
    is_signed_in,
)
from tests.signing_in import give_app, let_proof_grow_old, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def newcomer() -> User:
    return factories.make_user("Communications")


def colleague_screen(user: User) -> str:
    return f"/admin/users/{user.pk}/factors/"


RESET = {"reset": "1", "confirmed": "1"}
SARA = {"email": "sara@example.org", "first_name": "Sara", "last_name": "A"}
CHOSEN = "correct horse battery staple"


def test_a_new_user_is_invited_by_email_and_chooses_the_password(client):
    sign_in(client, "Administrators")
    role = Group.objects.get(name="Communications").pk
    answer = client.post("/admin/users/new/", SARA | {"groups": [role]}, follow=True)
    assert "An invitation is sent by e-mail" in answer.content.decode()
    sara = User.objects.get(email="sara@example.org")
    assert not sara.has_usable_password()
    browser = Client()
    assert enter_invitation(browser, emailed_code(sara)) == "/admin/login/password/"
    assert sara.email in browser.get("/admin/login/password/").content.decode()
    chosen = dict.fromkeys(("new_password1", "new_password2"), CHOSEN)
    assert browser.post("/admin/login/password/", chosen)["Location"] == ENROL
    assert add_app(browser)
    assert is_signed_in(browser)
    assert enter_password(Client(), sara, CHOSEN).startswith("/admin/login/factor/")


def test_nobody_chooses_or_changes_the_password_of_a_colleague(client, newcomer):
    sign_in(client, "Administrators")
    passwords = dict.fromkeys(("password1", "password2"), CHOSEN)
    for address in ("/admin/users/new/", f"/admin/users/edit/{newcomer.pk}/"):
        assert 'type="password"' not in client.get(address).content.decode()
    client.post("/admin/users/new/", SARA | passwords)
    changed = SARA | {"email": newcomer.email, "is_active": "on"}
    client.post(f"/admin/users/edit/{newcomer.pk}/", changed | passwords)
    newcomer.refresh_from_db()
    assert newcomer.first_name == "Sara"
    assert not any(user.check_password(CHOSEN) for user in User.objects.all())


def test_with_a_code_on_paper_it_is_shown_where_who_has_no_password_enters_it(client):
    sign_in(client, "Administrators")
    client.post("/admin/users/new/", SARA)
    sara = User.objects.get(email="sara@example.org")
    shown = client.post(colleague_screen(sara), {"show": "1"}).content.decode()
    assert "http://testserver/admin/login/invitation/" in shown
    assert "/admin/login/invitation/" in Client().get("/admin/login/").content.decode()
    code = re.search(r"<code>([A-Z0-9-]{24})</code>", shown)[1]
    assert enter_invitation(Client(), code) == "/admin/login/password/"


def test_the_worker_sends_the_invitation(newcomer, settings):
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    invitations.send(newcomer)
    invitations.send(newcomer)  # it waits already
    email_queue.deliver()
    assert [email.to for email in mail.outbox] == [[newcomer.email]]


def test_an_administrator_sees_a_code_for_paper_once(client, newcomer):
    sign_in(client, "Administrators")
    answer = client.post(colleague_screen(newcomer), {"show": "1"})
    code = re.search(r"<code>([A-Z0-9-]{24})</code>", answer.content.decode())[1]
    assert "no-store" in answer["Cache-Control"]
    assert code not in client.get(colleague_screen(newcomer)).content.decode()
    browser = Client()
    enter_password(browser, newcomer)
    assert enter_invitation(browser, code) == ENROL
    assert SecurityEvent.objects.filter(kind="invitation_sent", about_id=newcomer.pk).exists()


def test_nobody_with_a_factor_is_invited(client, newcomer):
    give_app(newcomer)
    sign_in(client, "Administrators")
    client.post(colleague_screen(newcomer), {"show": "1"})
    client.post(colleague_screen(newcomer), {"send": "1"})
    assert not Invitation.objects.exists()
    assert not QueuedEmail.objects.exists()


def test_a_reset_takes_all_factors_ends_sessions_invites_and_notifies_both(client, newcomer):
    give_app(newcomer)
    theirs = Client()
    theirs.force_login(newcomer)
    admin = sign_in(client, "Administrators")
    client.post(colleague_screen(newcomer), RESET)
    assert not Authenticator.objects.filter(user=newcomer).exists()
    assert not is_signed_in(theirs)
    assert is_signed_in(client)
    assert {email.to[0] for email in mail.outbox} == {newcomer.email, admin.email}
    event = SecurityEvent.objects.get(kind="factors_reset")
    assert (event.actor_id, event.about_id) == (admin.pk, newcomer.pk)
    browser = Client()
    enter_password(browser, newcomer)
    assert enter_invitation(browser, emailed_code(newcomer)) == ENROL


@pytest.mark.parametrize("role", ["Communications", "Translators (Arabic)"])
def test_only_administrators_see_to_colleagues_factors(client, newcomer, role):
    give_app(newcomer)
    sign_in(client, role)
    assert client.get(colleague_screen(newcomer)).status_code == 302
    client.post(colleague_screen(newcomer), RESET)
    assert Authenticator.objects.filter(user=newcomer).exists()


def test_only_superusers_reset_superusers(client):
    root = factories.make_user(is_superuser=True)
    give_app(root)
    sign_in(client, "Administrators")
    client.post(colleague_screen(root), RESET)
    assert Authenticator.objects.filter(user=root).exists()
    client.force_login(factories.make_user(is_superuser=True))
    client.post(colleague_screen(root), RESET)
    assert not Authenticator.objects.filter(user=root).exists()


def test_nobody_resets_their_own_factors_in_this_way(client):
    me = sign_in(client, "Administrators")
    give_app(me)
    client.post(colleague_screen(me), RESET)
    assert Authenticator.objects.filter(user=me).exists()


def test_a_reset_asks_for_a_recent_proof(client, newcomer):
    give_app(newcomer)
    sign_in(client, "Administrators")
    let_proof_grow_old(client)
    assert client.post(colleague_screen(newcomer), RESET).status_code == 403
    assert Authenticator.objects.filter(user=newcomer).exists()


def test_before_factors_are_removed_it_is_named_whose_and_which(client, newcomer):
    app = give_app(newcomer)
    app.data["name"] = "هاتف سارة"
    app.save()
    enrolment.new_recovery_codes(newcomer)
    sign_in(client, "Administrators")
    asked = client.post(colleague_screen(newcomer), {"reset": "1"}).content.decode()
    for shown in (newcomer.email, "هاتف سارة", "10 recovery codes"):
        assert shown in asked
    assert Authenticator.objects.filter(user=newcomer).exists()
    assert not mail.outbox


def test_a_password_that_was_forgotten_goes_too_and_another_one_is_chosen(client, newcomer):
    give_app(newcomer)
    sign_in(client, "Administrators")
    client.post(colleague_screen(newcomer), RESET | {"password": "1"})
    newcomer.refresh_from_db()
    assert not newcomer.has_usable_password()
    notice = next(email for email in mail.outbox if email.to == [newcomer.email])
    assert "Your password was removed, too" in notice.body
    assert SecurityEvent.objects.filter(kind="password_removed", about_id=newcomer.pk).exists()
    code = emailed_code(newcomer)
    assert enter_invitation(Client(), code) == "/admin/login/password/"


def test_a_password_alone_is_removed_after_a_question(client, newcomer):
    sign_in(client, "Administrators")
    assert "Remove the password" in client.get(colleague_screen(newcomer)).content.decode()
    asked = client.post(colleague_screen(newcomer), {"reset": "1"}).content.decode()
    assert newcomer.email in asked
    client.post(colleague_screen(newcomer), RESET)
    newcomer.refresh_from_db()
    assert not newcomer.has_usable_password()
    again = client.post(colleague_screen(newcomer), RESET, follow=True).content.decode()
    assert "neither a password nor a second factor" in again


def test_the_form_of_a_user_links_to_their_factors(client, newcomer):
    sign_in(client, "Administrators")
    assert (
        colleague_screen(newcomer)
        in client.get(f"/admin/users/edit/{newcomer.pk}/").content.decode()
    )
