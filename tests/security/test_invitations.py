"""Invitations: they alone let somebody add a first factor, once, within a week."""

import io
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client

from cms.accounts.factors import invitations
from cms.accounts.factors.codes import step_now
from cms.accounts.factors.one_time import code_of
from core.models import Invitation, QueuedEmail, SecurityEvent, User
from tests import factories
from tests.security.inviting import (
    ENROL,
    INVITATION,
    PASSWORD,
    add_app,
    emailed_code,
    enter_invitation,
    enter_password,
    is_signed_in,
)
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer() -> User:
    return factories.make_user("Communications")


def test_with_password_and_invitation_an_app_is_added_and_one_is_signed_in(client, newcomer):
    code = invitations.make(newcomer)
    assert enter_password(client, newcomer) == INVITATION
    assert enter_invitation(client, code) == ENROL
    assert not is_signed_in(client)
    page = add_app(client)
    assert len(re.findall(r"<code>\d{5} \d{5}</code>", page)) == 10
    assert is_signed_in(client)
    assert SecurityEvent.objects.filter(kind="factor_added", about_id=newcomer.pk).exists()


def test_the_invitation_may_come_before_the_password(client, newcomer):
    code = invitations.make(newcomer)
    assert enter_invitation(client, code) == "/admin/login/"
    assert enter_password(client, newcomer) == ENROL
    assert add_app(client)
    assert is_signed_in(client)


def test_a_password_alone_adds_no_factor(client, newcomer):
    enter_password(client, newcomer)
    assert client.get(ENROL)["Location"] == INVITATION
    assert client.post(ENROL, {"name": "x", "code": "000000"})["Location"] == INVITATION
    assert client.post("/admin/account/factors/add/", {"name": "x"}).status_code in {302, 403}
    assert not Authenticator.objects.exists()


def test_an_invitation_alone_adds_no_factor(client, newcomer):
    enter_invitation(client, invitations.make(newcomer))
    assert client.get(ENROL)["Location"] == "/admin/login/"
    assert not add_app(client)


def test_a_colleagues_invitation_is_of_no_use(client, newcomer):
    code = invitations.make(factories.make_user("Communications"))
    enter_password(client, newcomer)
    assert not enter_invitation(client, code)
    first = Client()
    enter_invitation(first, code)
    enter_password(first, newcomer)
    assert not add_app(first)


def test_an_invitation_works_once(client, newcomer):
    code = invitations.make(newcomer)
    second = Client()
    for browser in (client, second):
        enter_password(browser, newcomer)
        assert enter_invitation(browser, code) == ENROL
    second.get(ENROL)
    assert add_app(client)
    assert not add_app(second)
    assert not is_signed_in(second)
    Authenticator.objects.all().delete()
    assert not enter_invitation(Client(), code)


def test_an_invitation_that_two_use_at_the_same_time_adds_one_factor(client, newcomer):
    """The second has seen the form before the first one sent theirs."""
    enter_password(client, newcomer)
    enter_invitation(client, invitations.make(newcomer))
    page = client.get(ENROL).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    Invitation.objects.all().delete()  # the first one was quicker
    client.post(ENROL, {"name": "phone", "code": code_of(secret, step_now())})
    assert not Authenticator.objects.exists()


def test_after_seven_days_an_invitation_is_too_old(client, newcomer):
    code = invitations.make(newcomer)
    enter_password(client, newcomer)
    assert enter_invitation(client, code) == ENROL
    Invitation.objects.update(expires_at=F("expires_at") - timedelta(days=7))
    assert not add_app(client)
    assert not enter_invitation(client, code)


def test_who_is_no_longer_active_cannot_use_an_invitation(client, newcomer):
    code = invitations.make(newcomer)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert not enter_invitation(client, code)


def test_a_later_invitation_ends_the_earlier_one(client, newcomer):
    earlier, later = invitations.make(newcomer), invitations.make(newcomer)
    assert not enter_invitation(client, earlier)
    assert enter_invitation(client, later.lower().replace("-", " ")) == "/admin/login/"


def test_codes_are_not_guessed(client, newcomer):
    code = invitations.make(newcomer)
    for _ in range(10):
        enter_invitation(client, "AAAA-AAAA-AAAA-AAAA-AAAA")
    assert not enter_invitation(client, code)
    assert "Too many attempts" in client.post(INVITATION, {"code": code}).content.decode()


def test_a_code_is_stored_as_a_digest_and_waits_in_no_queue(newcomer):
    invitations.send(newcomer)
    queued = str(list(QueuedEmail.objects.values()))
    code = emailed_code(newcomer)
    stored = str(list(Invitation.objects.values()))
    assert not {code, code.replace("-", "")} & set(re.findall(r"[\w-]+", queued + stored))


def test_a_code_is_in_no_log(client, newcomer, caplog, capsys):
    code = invitations.make(newcomer)
    enter_password(client, newcomer)
    enter_invitation(client, code)
    enter_invitation(client, f"{code}X")
    written = caplog.text + capsys.readouterr().out
    assert code not in written
    assert code not in str(list(SecurityEvent.objects.values()))


def test_who_has_no_password_chooses_one(client):
    newcomer = User.objects.create_user("new@example.org")
    assert enter_invitation(client, invitations.make(newcomer)) == "/admin/login/password/"
    weak = {"new_password1": "short", "new_password2": "short"}
    assert client.post("/admin/login/password/", weak).status_code == 200
    good = dict.fromkeys(("new_password1", "new_password2"), "correct horse battery staple")
    assert client.post("/admin/login/password/", good)["Location"] == ENROL
    assert add_app(client)
    newcomer.refresh_from_db()
    assert newcomer.check_password("correct horse battery staple")


def test_e_mail_and_command_explain_it_to_who_has_no_password(client, capsys):
    newcomer = User.objects.create_user("new@example.org")
    invitations.send(newcomer)
    email = invitations.make_email(QueuedEmail.objects.get().content)
    assert "Choose the password" in email.body
    call_command("invite", newcomer.email)
    written = capsys.readouterr()
    assert "/admin/login/invitation/ and choose a password" in written.err
    assert enter_invitation(client, written.out) == "/admin/login/password/"


WANTED = "/admin/account/"


def test_who_adds_a_first_factor_goes_on_to_what_they_wanted_to_open(client, newcomer):
    code = invitations.make(newcomer)
    form = {"username": newcomer.email, "password": PASSWORD, "next": WANTED}
    assert client.post("/admin/login/", form)["Location"] == INVITATION
    enter_invitation(client, code)
    assert f'href="{WANTED}"' in add_app(client)


def test_so_does_who_chooses_a_password_first(client):
    code = invitations.make(User.objects.create_user("new@example.org"))
    link = f"{INVITATION}?next=/admin/account/"
    assert link.encode() in client.get(f"/admin/login/?next={WANTED}").content
    assert f'value="{WANTED}"' in client.get(link).content.decode()
    following = client.post(INVITATION, {"code": code, "next": WANTED})["Location"]
    chosen = dict.fromkeys(("new_password1", "new_password2"), "correct horse battery staple")
    assert f'value="{WANTED}"' in client.get(following).content.decode()
    client.post("/admin/login/password/", chosen | {"next": WANTED})
    assert f'href="{WANTED}"' in add_app(client)


def test_the_way_leads_to_no_other_site(client, newcomer):
    code = invitations.make(newcomer)
    form = {"username": newcomer.email, "password": PASSWORD, "next": "https://evil.example/"}
    client.post("/admin/login/", form)
    enter_invitation(client, code)
    page = add_app(client)
    assert "evil" not in page
    assert 'href="/admin/"' in page


def test_an_invitation_changes_no_password_that_there_is(client, newcomer):
    enter_invitation(client, invitations.make(newcomer))
    new = dict.fromkeys(("new_password1", "new_password2"), "correct horse battery staple")
    assert client.post("/admin/login/password/", new)["Location"] == INVITATION
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)


def test_the_first_superuser_is_invited_by_a_command(client):
    user = User.objects.create_superuser("root@example.org", PASSWORD)
    written = io.StringIO()
    call_command("invite", "ROOT@example.org", stdout=written)
    enter_password(client, user)
    assert enter_invitation(client, written.getvalue()) == ENROL
    assert add_app(client)
    assert is_signed_in(client)


def test_on_an_empty_server_the_command_makes_the_first_administrator(client):
    written = io.StringIO()
    call_command("invite", "root@example.org", "--administrator", stdout=written)
    assert enter_invitation(client, written.getvalue()) == "/admin/login/password/"
    chosen = dict.fromkeys(("new_password1", "new_password2"), "correct horse battery staple")
    assert client.post("/admin/login/password/", chosen)["Location"] == ENROL
    assert add_app(client)
    assert client.get("/admin/users/").status_code == 200


def test_the_command_makes_nobody_an_administrator_who_is_there(newcomer):
    call_command("invite", newcomer.email.upper(), "--administrator", stdout=io.StringIO())
    newcomer.refresh_from_db()
    assert not newcomer.is_superuser
    with pytest.raises(CommandError):
        call_command("invite", "no address", "--administrator")
    assert User.objects.count() == 1


def test_the_command_resets_only_when_it_is_asked_to(newcomer):
    give_app(newcomer)
    with pytest.raises(CommandError):
        call_command("invite", newcomer.email)
    with pytest.raises(CommandError):
        call_command("invite", "nobody@example.org")
    call_command("invite", newcomer.email, "--reset", stdout=io.StringIO())
    assert not Authenticator.objects.exists()
    assert [email.to for email in mail.outbox] == [[newcomer.email]]
    assert "removed on the server" in mail.outbox[0].body
