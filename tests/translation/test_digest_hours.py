"""When the worker sends the daily email, and what it does after a fault."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.background import worker
from core.setup import roles
from tests import factories, outages
from tests.translation import mailing
from translation.models import Notice, TranslationStatus
from translation.notifications import daily
from translation.notifications.events import notify

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def news():
    """An unread notice of yesterday, and a worker that has just begun."""
    daily.forget()
    factories.make_story()
    translator = factories.make_user(roles.translators("ar"))
    notify(TranslationStatus.objects.get(), Notice.Kind.RETURNED, [translator])
    Notice.objects.update(created_at=timezone.now() - timedelta(days=1))


def at(hour, minute=0):
    """Have the worker's round come at an hour of today, in Baghdad."""
    daily.do_daily_work(timezone.localtime().replace(hour=hour, minute=minute))


def test_the_worker_sends_after_the_hour_that_is_set_and_once(settings):
    at(9)
    assert not mail.outbox
    settings.TRANSLATION_DIGEST_HOUR = 8
    at(7, 59)
    assert not mail.outbox
    at(8)
    daily.forget()  # another worker, without the memory of this one
    at(8, 1)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("way", ["refused", "full"])
def test_without_redis_the_daily_email_is_sent_once_all_the_same(settings, way):
    settings.TRANSLATION_DIGEST_HOUR = 8
    with outages.redis_away(settings, way):
        at(8)
        at(8, 1)
    assert len(mail.outbox) == 1


def test_what_happens_after_the_hour_waits_for_the_next_day(settings):
    """Else the first news of an afternoon would be sent alone, at once."""
    settings.TRANSLATION_DIGEST_HOUR = 8
    now = timezone.localtime()
    Notice.objects.update(created_at=now.replace(hour=8, minute=1))
    at(20)
    assert not mail.outbox


def test_after_a_fault_the_worker_tries_again_later(settings):
    settings.TRANSLATION_DIGEST_HOUR = 8
    settings.EMAIL_BACKEND = mailing.NO_SERVER
    at(8)
    settings.EMAIL_BACKEND = mailing.WORKING
    at(8)
    assert not mail.outbox
    daily.forget()  # ten minutes later
    at(8, 10)
    assert len(mail.outbox) == 1


def test_an_email_that_fails_does_not_stop_the_workers_round_and_is_seen(settings, client):
    settings.TRANSLATION_DIGEST_HOUR = 0
    settings.EMAIL_BACKEND = mailing.NO_SERVER
    done = []
    worker.register_round(last := lambda: done.append(1))
    try:
        worker.run_round()
        worker.run_round()  # in which nothing is tried
    finally:
        worker._rounds.remove(last)
    assert done
    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    assert "ConnectionRefusedError" in client.get("/admin/").content.decode()
    settings.EMAIL_BACKEND = mailing.WORKING
    daily.forget()
    worker.run_round()
    assert "ConnectionRefusedError" not in client.get("/admin/").content.decode()


def test_old_notices_that_cannot_be_removed_delay_no_email(settings, monkeypatch):
    settings.TRANSLATION_DIGEST_HOUR = 8

    def broken():
        raise RuntimeError("broken")

    monkeypatch.setattr(daily, "remove_old", broken)
    at(9)
    assert len(mail.outbox) == 1
