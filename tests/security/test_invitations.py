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
from cms.accounts.factors.codes import code_of, step_now
from core.background import email_queue
from core.models import Invitation, QueuedEmail, SecurityEvent, User
from tests import factories
from tests.signing_in import give_app, let_proof_grow_old, sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"  # what `make_user` gives everybody
INVITATION, ENROL = "/admin/login/invitation/", "/admin/login/enrol/"


@pytest.fixture
def newcomer() -> User:
    return factories.make_user("Communications")


def enter_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Send the sign-in form; return where it leads."""
    form = {"username": user.email, "password": password}
    return str(client.post("/admin/login/", form)["Location"])


def enter_invitation(client: Client, code: str) -> str:
    """Send the code of an invitation; return where it leads, "" if it is refused."""
    answer = client.post(INVITATION, {"code": code})
    return str(answer["Location"]) if answer.status_code == 302 else ""


def add_app(client: Client) -> str:
    """Add the app that the screen offers; return the page that follows, "" if there is none."""
    page = client.get(ENROL)
    if page.status_code != 200:
        return ""
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1].replace(" ", "")
    sent = {"name": "phone", "code": code_of(secret, step_now())}
    return client.post(ENROL, sent).content.decode()


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def emailed_code(user: User) -> str:
    """Have the worker make the waiting e-mail, and return the code in its link."""
    row = QueuedEmail.objects.get(kind=invitations.KIND, content__user=user.pk)
    email = invitations.make_email(row.content)
    assert email is not None
    assert email.to == [user.email]
    return re.search(rf"http://testserver{INVITATION}#([A-Z0-9-]+)", email.body)[1]


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


def test_the_command_resets_only_when_it_is_asked_to(newcomer):
    give_app(newcomer)
    with pytest.raises(CommandError):
        call_command("invite", newcomer.email)
    with pytest.raises(CommandError):
        call_command("invite", "nobody@example.org")
    call_command("invite", newcomer.email, "--reset", stdout=io.StringIO())
    assert not Authenticator.objects.exists()


def colleague_screen(user: User) -> str:
    return f"/admin/users/{user.pk}/factors/"


def test_a_new_user_is_invited_by_email(client):
    sign_in(client, "Administrators")
    form = {"email": "sara@example.org", "first_name": "Sara", "last_name": "A"}
    form |= dict.fromkeys(("password1", "password2"), "correct horse battery staple")
    assert client.post("/admin/users/new/", form).status_code == 302
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
