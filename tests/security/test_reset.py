"""A forgotten password: nobody learns who has an account, and a link opens nothing by itself."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from cms.accounts import password_changed, password_reset
from cms.accounts.password_reset import LIMIT_OF_ACCOUNT, LIMIT_OF_NETWORK
from core.background.email_queue import deliver
from core.models import Attempt, QueuedEmail, SecurityEvent, User
from tests import factories
from tests.signing_in import sign_in_by_form

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/password_reset/"
NEW = "quite another one"


@pytest.fixture
def user() -> User:
    return factories.make_user("Communications", email="Noor@example.org")


def ask(email: str, network: str = "192.0.2.1") -> Any:
    return Client(REMOTE_ADDR=network).post(ADDRESS, {"email": email})


def send(outbox: list[Any]) -> list[Any]:
    """Have the worker send what is queued; return the e-mails."""
    before = len(outbox)
    deliver()
    return outbox[before:]


def link_in(email: Any) -> str:
    return re.search(r"http://testserver(/admin/\S+)", email.body)[1]


def use(link: str, password: str = NEW) -> tuple[Client, Any]:
    browser = Client()
    shown = browser.get(link, follow=True)
    if not shown.redirect_chain:
        return browser, shown
    form = {"new_password1": password, "new_password2": password}
    return browser, browser.post(shown.redirect_chain[-1][0], form, follow=True)


@pytest.fixture(autouse=True)
def delivered(settings, mailoutbox):
    settings.EMAIL_TRANSPORT = settings.EMAIL_BACKEND
    return mailoutbox


@pytest.mark.parametrize(
    ("lang", "hour", "otherwise"),
    [("en", "within one hour", "do nothing"), ("ar", "خلال ساعة", "فلا تفعلوا شيئًا")],
)
def test_the_email_explains_the_link(user, mailoutbox, lang, hour, otherwise):
    UserProfile.objects.create(user=user, preferred_language=lang)
    ask(user.email)
    [email] = send(mailoutbox)
    assert hour in email.body
    assert otherwise in email.body
    assert link_in(email).endswith("/")


def test_the_link_leads_to_the_host_of_the_cms(user, mailoutbox, settings):
    """Before: to the readers' host, which redirects: a CDN in front of it saw each link."""
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    ask(user.email)
    [email] = send(mailoutbox)
    assert "https://cms.example.org/admin/password_reset/" in email.body
    assert settings.BASE_URL not in email.body
    changed = password_changed.make_email({"user": user.pk, "lang": "en"})
    assert "https://cms.example.org/admin/password_reset/" in changed.body
    assert settings.BASE_URL not in changed.body


def test_the_request_does_the_same_for_known_and_unknown_addresses(user, mailoutbox, monkeypatch):
    ask("first@example.org", "192.0.2.9")  # what is only read once
    hashed: list[Any] = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(args))
    seen = []
    for email in (user.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(email)
        kinds = [query["sql"].split(" WHERE ")[0][:60] for query in queries]
        seen.append((answer.status_code, answer["Location"], answer.content, kinds))
    assert seen[0] == seen[1]
    assert seen[0][0] == 302
    assert (hashed, mailoutbox) == ([], [])  # not even once: nothing in the request needs it
    assert QueuedEmail.objects.count() == 3


def test_only_who_has_an_account_gets_an_email(user, mailoutbox):
    ask("nobody@example.org")
    assert send(mailoutbox) == []
    ask("noor@EXAMPLE.org")
    [email] = send(mailoutbox)
    assert email.to == [user.email]
    assert not QueuedEmail.objects.exists()
    [entry] = SecurityEvent.objects.filter(kind="reset_asked")
    assert (entry.about_id, entry.network) == (user.pk, "192.0.2.0/24")


@pytest.mark.parametrize("fields", [{"is_active": False}, {"password": "!unusable"}])
def test_who_cannot_sign_in_gets_none(user, mailoutbox, fields):
    User.objects.filter(pk=user.pk).update(**fields)
    ask(user.email)
    assert send(mailoutbox) == []


def test_an_account_is_sent_three_links_an_hour_and_nobody_sees_the_difference(user, mailoutbox):
    sent = []
    for number in range(LIMIT_OF_ACCOUNT + 3):
        answer = ask(user.email, f"192.0.2.{number}")
        assert answer["Location"] == "/admin/password_reset/done/"
        sent += send(mailoutbox)
    assert len(sent) == LIMIT_OF_ACCOUNT == 3
    Attempt.objects.update(counts_until=F("counts_until") - timedelta(hours=1))
    ask(user.email)
    assert len(send(mailoutbox)) == 1


def test_while_the_server_is_away_a_request_does_the_same_and_one_link_is_sent(user, mailoutbox):
    """Before, who had an account was seen by the second request, which queued nothing."""
    for email in (user.email, "nobody@example.org"):
        for number in range(2):
            ask(email, f"192.0.2.{number}")
    assert QueuedEmail.objects.count() == 4
    assert len(send(mailoutbox)) == 1
    assert not QueuedEmail.objects.exists()


def test_a_network_asks_twenty_times_an_hour(user):
    for number in range(LIMIT_OF_NETWORK):
        assert ask(f"guess{number}@example.org").status_code == 302
    refused = ask(user.email)
    assert refused.status_code == 200
    assert "Too many requests. Try again in 60 minutes." in refused.content.decode()
    assert user.email in refused.content.decode()  # nothing typed is lost
    assert ask(user.email, "192.0.2.2").status_code == 302


def test_a_link_changes_the_password_and_signs_nobody_in(user, mailoutbox):
    ask(user.email)
    [email] = send(mailoutbox)
    browser, done = use(link_in(email))
    assert done.redirect_chain[-1][0] == "/admin/password_reset/complete/"
    assert browser.get("/admin/").status_code == 302
    assert sign_in_by_form(browser, user.email, NEW).status_code == 302


def test_a_link_works_once(user, mailoutbox):
    ask(user.email)
    [email] = send(mailoutbox)
    use(link_in(email))
    use(link_in(email), "one more of them")
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_a_link_lives_one_hour(user, mailoutbox, monkeypatch, minutes, works):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    generator = password_reset.default_token_generator
    now = generator._now()
    with monkeypatch.context() as context:
        context.setattr(generator, "_now", lambda: now - timedelta(minutes=minutes))
        ask(user.email)
        [email] = send(mailoutbox)
    use(link_in(email))
    user.refresh_from_db()
    assert user.check_password(NEW) is works


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_afterwards_all_sessions_are_over_and_the_address_learns_of_it(user, mailoutbox, lang):
    browser = Client(headers={"accept-language": lang})
    sign_in_by_form(browser, user.email, "a long password")
    ask(user.email)
    [email] = send(mailoutbox)
    use(link_in(email))
    assert browser.get("/admin/").status_code == 302
    [notice] = send(mailoutbox)
    assert notice.to == [user.email]
    assert (
        notice.subject
        == {
            "en": "Your password was changed",
            "ar": "تغيّرت كلمة المرور الخاصة بكم",
        }[lang]
    )
    assert "http://testserver/admin/password_reset/" in notice.body
    [entry] = SecurityEvent.objects.filter(kind="password_changed")
    assert (entry.actor_id, entry.about_id) == (None, user.pk)


def test_what_is_queued_does_not_reveal_who_asked(user):
    ask(user.email)
    stored = str(list(QueuedEmail.objects.values())).casefold()
    assert "noor" not in stored
