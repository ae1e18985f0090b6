"""A worker in a process of its own: beside long work, and killed in the middle of a request."""

import time

import pytest
from django.conf import settings
from django.utils import timezone

from api.push.models import Webhook, WebhookDelivery
from core.publication.transactions import publication_transaction
from news.models import NewsPage
from tests import factories
from tests.api.push.receiver import receiving, register
from tests.servers import managed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STARTS = 120  # seconds within which a worker begins to work, on a machine with much else to do


# So that the worker sends to a receiver on this machine.
WORKER = {
    "SECRET_KEY": settings.SECRET_KEY,
    "DEBUG": "true",
    "WEBHOOK_TEST_HOSTS": "127.0.0.1",
}


def test_an_import_makes_no_withdrawal_wait(tmp_path):
    with receiving() as partner:
        register(partner.url)
        story = factories.make_story()
        with managed(tmp_path, "work", **WORKER):
            partner.wait_for(1, STARTS)
            before = NewsPage.objects.count()
            with managed(tmp_path, "generate_stories", "--works", "150", **WORKER) as importing:
                deadline = time.monotonic() + 60
                while NewsPage.objects.count() < before + 20 and time.monotonic() < deadline:
                    time.sleep(0.1)
                began = time.monotonic()
                with publication_transaction():
                    story.unpublish()
                committed = time.monotonic()
                while "item.withdrawn" not in partner.types and time.monotonic() < began + 20:
                    time.sleep(0.02)
                took = time.monotonic() - committed
                assert importing.poll() is None, "the import was too short"
    assert "item.withdrawn" in partner.types
    assert took < 5


def test_a_worker_that_is_killed_while_it_sends_loses_nothing(tmp_path):
    with receiving() as partner:
        partner.answer = lambda _message: (time.sleep(5), (204, {}, b""))[1]
        register(partner.url)
        stories = [factories.make_story() for _ in range(3)]
        with managed(tmp_path, "work", **WORKER) as first:
            partner.wait_for(1, STARTS)
            first.kill()
            first.wait()
        assert WebhookDelivery.objects.pending().count() == 3
        stories[2].unpublish()  # while no worker lives
        partner.answer = lambda _message: (204, {}, b"")
        # As if half a minute had passed: so long a killed worker keeps others from its webhook.
        Webhook.objects.update(busy_until=timezone.now())
        with managed(tmp_path, "work", **WORKER):
            partner.wait_for(4, STARTS)
            deadline = time.monotonic() + 10
            while WebhookDelivery.objects.pending().exists() and time.monotonic() < deadline:
                time.sleep(0.1)
        interrupted, *others = partner.messages
        assert others[0].type == "item.withdrawn"
        ids = {each.headers["webhook-id"] for each in others}
        assert interrupted.headers["webhook-id"] in ids
        works = {each.event["data"]["work"] for each in others}
        assert works == {str(story.translation_key) for story in stories}
