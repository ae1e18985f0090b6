"""Receivers that fail: when they are tried again, when they are given up, and who learns of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as configured
from django.core import mail
from django.db.models import Sum
from django.utils import timezone

from api.push import retries
from api.push.events import send_message
from api.push.lane import PushLane
from api.push.models import PING, Webhook, WebhookDelivery
from api.push.outcomes import record
from api.push.sending import Answer
from api.push.switching import switch_off, switch_on
from api.push.tidying import LASTS, MOST_OF_ONE, remove_old
from core.background.email_queue import deliver
from core.models import BackgroundProblem, SecurityEvent
from core.setup.roles import ADMINISTRATORS
from tests import factories
from tests.api.push.receiver import push, receiving, register

pytestmark = pytest.mark.django_db
threaded = pytest.mark.django_db(transaction=True)
State = WebhookDelivery.State
FAILS = Answer(status=500, text="Oops")


@pytest.fixture
def webhook(db) -> Webhook:
    return register("http://127.0.0.1:9/hook")[0]


def waiting(webhook: Webhook, **fields) -> WebhookDelivery:
    story = factories.make_story()
    values = {"event": "item.published", "lane": 2, "seq": 1, "lang": "en", "type": "news"}
    values |= {"work": story.translation_key, "item_id": story.pk, "message_id": f"msg_{story.pk}"}
    return WebhookDelivery.objects.create(webhook=webhook, **(values | fields))


def test_ten_attempts_take_about_three_days():
    start = now = timezone.now()
    for attempts in range(1, 10):
        now = retries.next_attempt(attempts, now)
    assert timedelta(hours=66) < now - start < timedelta(hours=84)
    assert retries.next_attempt(10, now) is None


def test_each_attempt_waits_longer_and_the_last_one_fails(webhook):
    delivery = waiting(webhook)
    pauses = []
    for attempt in range(1, 11):
        began = timezone.now()
        record(webhook, delivery, FAILS)
        delivery.refresh_from_db()
        pauses.append((delivery.due_at - began).total_seconds())
        assert delivery.attempts == attempt
        assert delivery.state == (State.PENDING if attempt < 10 else State.FAILED)
    assert pauses[:9] == sorted(pauses[:9])
    assert (delivery.status, delivery.answer) == (500, "Oops")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120), ("0", 5), ("999999999999", 7200), ("Wed, 09 Jan 2030 10:10:00 GMT", 600),
        ("Wed, 09 Jan 2030 10:10:00", 600), ("Mon, 01 Jan 2001 00:00:00 GMT", 5),
    ],
)  # fmt: skip
def test_retry_after_is_honoured_within_bounds(header, seconds):
    now = datetime(2030, 1, 9, 10, tzinfo=UTC)
    assert retries.asked_for(header, now) == now + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "header", ["", "soon", "-5", "١٢٠", "1e9", "Wed, 99 Foo 2030 10:10:00 GMT"]
)
def test_another_retry_after_is_ignored(header):
    assert retries.asked_for(header, timezone.now()) is None


def test_a_busy_receiver_is_left_alone_for_as_long_as_it_asks(webhook):
    record(webhook, waiting(webhook), Answer(status=429, retry_after="600"))
    webhook.refresh_from_db()
    assert webhook.retry_at > timezone.now() + timedelta(seconds=590)
    assert not Webhook.objects.due().exists()


def test_a_receiver_that_is_down_is_not_asked_for_each_delivery(webhook):
    """Ten thousand deliveries of fifteen seconds each would be two days of waiting."""
    for _ in range(5):
        waiting(webhook)
    for delivery in WebhookDelivery.objects.all()[:3]:
        record(webhook, delivery, Answer(fault="timeout"))
    assert WebhookDelivery.objects.due().count() == 2
    assert not Webhook.objects.due().exists()


def test_when_it_is_back_nothing_waits_any_longer(webhook):
    first, second = waiting(webhook), waiting(webhook)
    for _ in range(6):
        record(webhook, first, FAILS)
        first.refresh_from_db()
    assert first.due_at > timezone.now() + timedelta(hours=5)
    record(webhook, second, Answer(status=200))
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.failing_since, webhook.retry_at) == (0, None, None)
    assert WebhookDelivery.objects.due().get() == first


def test_one_event_that_is_never_accepted_does_not_switch_off_the_others(webhook):
    for _ in range(4):
        record(webhook, waiting(webhook), FAILS)
        record(webhook, waiting(webhook), Answer(status=204))
    webhook.refresh_from_db()
    assert webhook.is_active


def administrators_read() -> str:
    deliver()
    return "\n".join(f"{each.subject}\n{each.body}" for each in mail.outbox)


@pytest.fixture
def outbox(settings):
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


def test_after_three_days_it_is_switched_off_and_administrators_are_notified(
    webhook, outbox, client, django_capture_on_commit_callbacks
):
    administrator = factories.make_user(ADMINISTRATORS)
    factories.make_user("Communications")
    delivery, other = waiting(webhook), waiting(webhook)
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=3, minutes=1), failures=9)
    with django_capture_on_commit_callbacks(execute=True):
        record(webhook, delivery, FAILS)
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.reason) == (False, "failing")
    other.refresh_from_db()
    assert other.state == State.DROPPED
    text = administrators_read()
    assert "Partner" in text
    assert f"/admin/webhooks/inspect/{webhook.pk}/" in text
    assert [each.to for each in mail.outbox] == [[administrator.email]]
    client.force_login(administrator)
    page = client.get("/admin/").content.decode()
    assert "The webhook of “Partner” was switched off" in page
    entry = SecurityEvent.objects.get(kind="webhook_off")
    assert entry.details == {"host": "127.0.0.1:9", "reason": "failing"}


def test_a_receiver_that_is_gone_is_switched_off_at_once(webhook):
    record(webhook, waiting(webhook), Answer(status=410))
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.reason) == (False, "gone")


def test_a_test_that_fails_changes_nothing_else(webhook):
    record(webhook, send_message(webhook, PING), Answer(status=410))
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.failures) == (True, 0)
    assert WebhookDelivery.objects.get().state == State.FAILED


def test_switching_on_sends_one_hint_and_nothing_of_the_time_before(
    webhook, django_capture_on_commit_callbacks
):
    waiting(webhook)
    with django_capture_on_commit_callbacks(execute=True):
        switch_off(webhook, Webhook.Reason.FAILING)
    assert BackgroundProblem.objects.filter(key=f"webhook:{webhook.pk}").exists()
    factories.make_story()
    webhook.refresh_from_db()
    switch_on(webhook)
    assert [each.event for each in WebhookDelivery.objects.pending()] == ["resync"]
    assert not BackgroundProblem.objects.filter(key=f"webhook:{webhook.pk}").exists()


@threaded
def test_the_hint_names_where_changes_are_listed():
    with receiving() as partner:
        webhook, _keys = register(partner.url)
        switch_off(webhook, Webhook.Reason.STAFF)
        factories.make_story()
        switch_on(webhook)
        push()
        assert partner.types == ["resync"]
        address = f"{configured.BASE_URL}/api/v1/changes/"
        assert partner.messages[0].event["data"] == {"changes_url": address}


@threaded
def test_a_retry_has_the_same_id_and_a_new_time():
    with receiving() as partner:
        _webhook, keys = register(partner.url)
        partner.answer = lambda _message: (503, {}, b"later")
        factories.make_story()
        push()
        WebhookDelivery.objects.update(due_at=timezone.now())
        partner.answer = lambda _message: (204, {}, b"")
        push()
        first, second = partner.messages
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert all(message.is_signed_by(keys) for message in partner.messages)
        delivery = WebhookDelivery.objects.get()
        assert (delivery.state, delivery.attempts, delivery.status) == ("delivered", 2, 204)


@threaded
def test_a_secret_that_cannot_be_read_switches_off(settings):
    with receiving() as partner:
        register(partner.url)
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
        factories.make_story()
        push()
        assert not partner.messages
        assert Webhook.objects.get().reason == "secret"


@threaded
def test_a_forbidden_address_is_a_failure_like_others():
    """What resolved to a public address when it was registered may resolve to another today."""
    webhook, _keys = register("https://partner.example/hook")
    factories.make_story()
    push(PushLane(resolve=lambda _host, _port: ["10.0.0.1"]))
    delivery = WebhookDelivery.objects.get(webhook=webhook)
    assert (delivery.fault, delivery.attempts, delivery.state) == ("forbidden", 1, "pending")


def test_old_deliveries_are_removed_and_no_log_grows_without_end(webhook):
    old = waiting(webhook, state=State.DELIVERED, created_at=timezone.now() - LASTS * 2)
    still = waiting(webhook, created_at=timezone.now() - LASTS * 2)
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(webhook=webhook, message_id=f"m{n}", event="ping", lane=1, state="failed")
        for n in range(MOST_OF_ONE + 30)
    )
    while remove_old():
        pass
    assert not WebhookDelivery.objects.filter(pk=old.pk).exists()
    assert WebhookDelivery.objects.filter(pk=still.pk).exists()
    assert WebhookDelivery.objects.aggregate(Sum("lane"))["lane__sum"] == MOST_OF_ONE + 2
