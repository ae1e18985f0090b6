"""Administrators invite colleagues, and take factors away that were lost."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from cms.accounts.factors import invitations
from core.background import email_queue
from core.models import Invitation, QueuedEmail, SecurityEvent, User
from tests import factories
from tests.security.inviting import (
    ENROL,
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


def test_a_new_user_is_invited_by_email(client):
    sign_in(client, "Administrators")
    form = {"email": "sara@example.org", "first_name": "Sara", "last_name": "A"}
    form |= dict.fromkeys(("password1", "password2"), "correct horse battery staple")
    answer = client.post("/admin/users/new/", form, follow=True)
    assert "An invitation is sent by e-mail" in answer.content.decode()
    sara = User.objects.get(email="sara@example.org")
    browser = Client()
    enter_password(browser, sara, "correct horse battery staple")
    assert enter_invitation(browser, emailed_code(sara)) == ENROL


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
    client.post(colleague_screen(newcomer), {"reset": "1"})
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
    client.post(colleague_screen(newcomer), {"reset": "1"})
    assert Authenticator.objects.filter(user=newcomer).exists()


def test_only_superusers_reset_superusers(client):
    root = factories.make_user(is_superuser=True)
    give_app(root)
    sign_in(client, "Administrators")
    client.post(colleague_screen(root), {"reset": "1"})
    assert Authenticator.objects.filter(user=root).exists()
    client.force_login(factories.make_user(is_superuser=True))
    client.post(colleague_screen(root), {"reset": "1"})
    assert not Authenticator.objects.filter(user=root).exists()


def test_nobody_resets_their_own_factors_in_this_way(client):
    me = sign_in(client, "Administrators")
    give_app(me)
    client.post(colleague_screen(me), {"reset": "1"})
    assert Authenticator.objects.filter(user=me).exists()


def test_a_reset_asks_for_a_recent_proof(client, newcomer):
    give_app(newcomer)
    sign_in(client, "Administrators")
    let_proof_grow_old(client)
    assert client.post(colleague_screen(newcomer), {"reset": "1"}).status_code == 403
    assert Authenticator.objects.filter(user=newcomer).exists()


def test_the_form_of_a_user_links_to_their_factors(client, newcomer):
    sign_in(client, "Administrators")
    assert (
        colleague_screen(newcomer)
        in client.get(f"/admin/users/edit/{newcomer.pk}/").content.decode()
    )
