"""Administrators get e-mail about what has stopped: once a day, and once when it is over."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.health.notifying import notify_administrators, report_faults
from core.backup import outcomes
from core.databases.breaker import EMAIL_SERVER
from core.health import watching
from core.models import BackgroundProblem, FaultNotice, QueuedEmail, WorkerPulse
from core.setup import roles
from tests import factories
from tests.mail_server import mail_server
from tests.outages import outage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]
ENGLISH, OVER = "The site needs an administrator", "A fault of the site is over"
ARABIC = "الموقع بحاجة إلى مسؤول"


@pytest.fixture
def administrators():
    """One who works in Arabic, one in English, and others whom it does not concern."""
    people = [factories.make_user(roles.ADMINISTRATORS) for _ in range(3)]
    people[2].is_active = False
    people[2].save()
    factories.make_user(roles.COMMUNICATIONS)
    for person, lang in zip(people, ("ar", "en", "en"), strict=True):
        UserProfile.objects.create(user=person, preferred_language=lang)
    return people[:2]


def backup_fails() -> None:
    outcomes.record_failure("The disk of db.example.org is full.")
    watching.watch_backup()


def worker_was_seen(minutes: int) -> None:
    seen = timezone.now() - timedelta(minutes=minutes)
    WorkerPulse.objects.update_or_create(
        worker_id="a", defaults={"place": "b", "pid": 1, "seen_at": seen}
    )


def let_a_day_pass() -> None:
    day = timedelta(days=1, minutes=1)
    for notice in FaultNotice.objects.all():
        notice.sent_at -= day
        notice.save()


def subjects(mailbox):
    found = [message.subject for message in mailbox]
    mailbox.clear()
    return found


def test_each_administrator_gets_one_in_their_language_without_the_reason(
    administrators, mailoutbox
):
    backup_fails()
    assert notify_administrators() == {"backup"}
    arabic, english = sorted(mailoutbox, key=lambda message: message.subject == ENGLISH)
    assert (arabic.subject, arabic.to) == (ARABIC, [administrators[0].email])
    assert "لا توجد نسخة احتياطية جديدة" in arabic.body
    assert (english.subject, english.to) == (ENGLISH, [administrators[1].email])
    assert "There is no new backup." in english.body
    assert "/admin/health/" in english.body
    assert not [message for message in mailoutbox if "db.example.org" in message.body]


def test_it_comes_once_a_day_and_once_when_it_is_over(administrators, mailoutbox, tmp_path):
    backup_fails()
    notify_administrators()
    notify_administrators()
    assert len(subjects(mailoutbox)) == len(administrators)
    let_a_day_pass()
    notify_administrators()
    assert len(subjects(mailoutbox)) == len(administrators)
    outcomes.record_success(tmp_path, 1)
    watching.watch_backup()
    notify_administrators()
    notify_administrators()
    assert OVER in subjects(mailoutbox)
    backup_fails()  # again on the same day
    notify_administrators()
    assert not mailoutbox
    outcomes.record_success(tmp_path, 1)
    watching.watch_backup()
    notify_administrators()
    assert not mailoutbox  # nobody knew of it
    backup_fails()
    let_a_day_pass()
    notify_administrators()
    assert len(subjects(mailoutbox)) == len(administrators)


@pytest.mark.usefixtures("administrators")
def test_the_number_of_questions_does_not_grow_with_the_administrators(
    django_assert_max_num_queries, mailoutbox
):
    for _ in range(5):
        factories.make_user(roles.ADMINISTRATORS)
    backup_fails()
    with django_assert_max_num_queries(12):
        notify_administrators()
    assert len(mailoutbox) == 7


@pytest.mark.usefixtures("administrators")
def test_of_a_worker_that_stopped_the_command_sends_the_email_itself(settings):
    settings.EMAIL_BACKEND = "core.background.email_queue.QueueBackend"
    worker_was_seen(minutes=4)
    with mail_server() as server:
        settings.EMAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        output = StringIO()
        call_command("report_faults", stdout=output)
        assert (output.getvalue(), server.taken) == ("", [])
        worker_was_seen(minutes=6)
        call_command("report_faults", stdout=output)
        assert output.getvalue() == "worker\n"
        assert ENGLISH in [message["Subject"] for message in server.taken]
        assert not QueuedEmail.objects.exists()
        worker_was_seen(minutes=0)
        assert report_faults() == set()
        assert QueuedEmail.objects.count() == 2  # the worker is back, and sends them


@pytest.mark.usefixtures("administrators")
def test_a_site_whose_worker_never_ran_is_being_set_up(mailoutbox):
    assert report_faults() == set()
    assert not mailoutbox


@pytest.mark.usefixtures("administrators")
def test_of_the_email_server_itself_there_is_email_when_it_answers_again(settings, mailoutbox):
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with outage("refused") as away:
        settings.EMAIL_PORT = away.port
        watching.watch_email()
        assert notify_administrators() == set()  # it may be for a moment
        BackgroundProblem.objects.update(first_seen=timezone.now() - timedelta(minutes=11))
        assert notify_administrators() == {"email-server"}
        assert not mailoutbox
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        EMAIL_SERVER.reset()
        watching.watch_email()
        assert notify_administrators() == set()
    assert OVER in subjects(mailoutbox)


def test_whoever_watches_the_servers_sees_that_something_has_stopped(client):
    worker_was_seen(minutes=0)
    assert client.get("/readyz").json() == {"status": "ok"}
    worker_was_seen(minutes=6)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "degraded"})
    worker_was_seen(minutes=0)
    backup_fails()
    assert client.get("/readyz").json() == {"status": "degraded"}


def test_a_ledger_and_a_disk_are_watched(monkeypatch):
    watching.watch_ledger()
    watching.watch_room()
    assert not BackgroundProblem.objects.exists()  # it was never copied, and there is room
    outcomes.record_ledger()
    monkeypatch.setattr(watching, "OLDEST_LEDGER", timedelta(0))
    monkeypatch.setattr(watching, "TOO_FEW", 1 << 60)
    watching.watch_ledger()
    watching.watch_room()
    assert {problem.kind for problem in BackgroundProblem.objects.all()} == {"ledger", "room"}
    monkeypatch.undo()
    watching.watch_ledger()
    watching.watch_room()
    assert not BackgroundProblem.objects.exists()
