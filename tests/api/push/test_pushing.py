"""What a partner's server receives, when, and in which order."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from api.push import events
from api.push.models import AnnouncedItem, Webhook, WebhookDelivery
from core.models import PublishedItem
from core.publication.transactions import publication_transaction
from news.models import NewsPage
from tests import factories
from tests.api.push.receiver import push, receiving, register, worker

pytestmark = pytest.mark.django_db(transaction=True)

DATA = {"work", "lang", "type", "seq", "api_url"}


@pytest.fixture
def partner():
    with receiving() as partner:
        yield partner


def change(story: NewsPage, **fields) -> None:
    for name, value in fields.items():
        setattr(story, name, value)
    with publication_transaction():
        story.save_revision().publish()


def test_a_story_is_published_updated_and_withdrawn(partner, settings):
    _webhook, keys = register(partner.url)
    story = factories.make_story("ar", title="نهر")
    push()
    change(story, title="دجلة")
    push()
    story.unpublish()
    push()
    stories = [each for each in partner.messages if each.event["data"]["type"] == "news"]
    assert [each.type for each in stories] == ["item.published", "item.updated", "item.withdrawn"]
    assert all(each.is_signed_by(keys) for each in stories)
    assert len({each.headers["webhook-id"] for each in stories}) == 3
    item = PublishedItem.objects.get(page_id=story.pk)
    data = stories[-1].event["data"]
    assert data == {
        "work": str(item.work),
        "lang": "ar",
        "type": "news",
        "seq": item.seq,
        "api_url": f"{settings.BASE_URL}/api/v1/news/{item.work}/ar/",
    }


def test_events_hold_no_title_and_no_address_of_the_page(partner):
    register(partner.url)
    story = factories.make_story(title="Canary River", slug="canary-river")
    push()
    story.unpublish()
    push()
    assert len(partner.messages) >= 2
    for message in partner.messages:
        assert set(message.event["data"]) == DATA
        assert b"canary" not in message.body.lower()
        assert "canary" not in json.dumps(message.headers).lower()


def test_what_was_never_public_is_never_sent(partner):
    register(partner.url)
    draft = factories.make_story(live=False)
    draft.save_revision()
    push()
    draft.delete()
    restricted = factories.make_story(live=False)
    restricted.delete()
    push()
    assert not partner.messages


def test_what_was_public_before_a_partner_came_is_an_update(partner):
    story = factories.make_story()
    register(partner.url)
    push()
    assert not partner.messages
    change(story, title="Another")
    push()
    assert partner.types == ["item.updated"]


def test_of_one_item_only_the_last_state_is_sent(partner):
    register(partner.url)
    story, other = factories.make_story(), factories.make_story()
    change(story, title="Two")
    change(story, title="Three")
    other.unpublish()
    push()
    works = [each.event["data"]["work"] for each in partner.messages]
    assert works == [str(other.translation_key), str(story.translation_key)]
    assert partner.types == ["item.withdrawn", "item.published"]


def test_a_waiting_delivery_is_replaced(partner):
    register(partner.url)
    partner.answer = lambda _message: (500, {}, b"")
    story = factories.make_story()
    push()
    story.unpublish()
    partner.answer = lambda _message: (204, {}, b"")
    push()
    assert partner.types == ["item.published", "item.withdrawn"]
    assert not WebhookDelivery.objects.pending().exists()


def test_withdrawals_go_first(partner):
    register(partner.url)
    gone = [factories.make_story() for _ in range(3)]
    push()
    partner.messages.clear()
    for _ in range(3):
        factories.make_story()
    for story in gone:
        story.unpublish()
    push()
    assert partner.types == ["item.withdrawn"] * 3 + ["item.published"] * 3


def test_partners_get_the_languages_and_kinds_that_they_asked_for():
    with receiving() as arabic, receiving() as forums:
        register(arabic.url, lang="ar")
        register(forums.url, types=["forum"])
        factories.make_story("ar")
        factories.make_story("en")
        factories.make_forum("en")
        push()
        assert {each.event["data"]["lang"] for each in arabic.messages} == {"ar"}
        assert {each.event["data"]["type"] for each in forums.messages} == {"forum"}


def test_lists_have_no_form_in_the_api_and_are_not_sent(partner):
    register(partner.url)
    index = factories.news_index()
    index.title = "Other title"
    with publication_transaction():
        index.save_revision().publish()
    push()
    assert "index" not in {each.event["data"]["type"] for each in partner.messages}


def test_a_deleted_and_a_restricted_page_are_withdrawn(partner):
    register(partner.url)
    deleted, hidden = factories.make_story(), factories.make_story()
    push()
    partner.messages.clear()
    work = str(deleted.translation_key)
    deleted.delete()
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    push()
    assert partner.types == ["item.withdrawn"] * 2
    works = {each.event["data"]["work"] for each in partner.messages}
    assert works == {work, str(hidden.translation_key)}


def test_an_expiry_is_announced_even_if_nothing_withdraws_the_page(partner):
    register(partner.url)
    story = factories.make_story()
    push()
    ended = timezone.now() - timedelta(seconds=10)
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=ended)
    push()
    push()
    assert partner.types == ["item.published", "item.withdrawn"]


def test_a_change_made_while_no_worker_runs_is_not_lost(partner):
    """The published items are the outbox: what is committed is announced by whoever comes."""
    register(partner.url)
    story = factories.make_story()
    assert not WebhookDelivery.objects.exists()
    push()
    assert partner.types == ["item.published"]
    assert partner.messages[0].event["data"]["work"] == str(story.translation_key)


def test_many_changes_are_announced_in_small_transactions(partner, monkeypatch):
    monkeypatch.setattr(events, "BATCH", 4)
    register(partner.url)
    gone = [factories.make_story() for _ in range(5)]
    push()
    for story in gone:
        story.unpublish()
    for _ in range(6):
        factories.make_story()
    push()
    assert partner.types.count("item.published") == 5 + 6
    assert partner.types.count("item.withdrawn") == 5
    assert partner.types[5:10] == ["item.withdrawn"] * 5


def test_publishing_asks_no_receiver_and_writes_no_delivery(partner, django_assert_num_queries):
    register(partner.url)
    story = factories.make_story()
    with publication_transaction():
        story.save_revision().publish()
    assert not WebhookDelivery.objects.exists()
    assert not partner.messages


def test_without_webhooks_nothing_is_written():
    factories.make_story()
    push()
    assert not AnnouncedItem.objects.exists()


def test_a_withdrawal_reaches_a_listening_receiver_within_five_seconds(partner):
    """With the real worker, a receiver that is slow, and a publication of hundreds before it."""
    with receiving() as slow:
        slow.answer = lambda _message: (time.sleep(3), (204, {}, b""))[1]
        register(partner.url)
        register(slow.url)
        story = factories.make_story()
        with worker():
            partner.wait_for(1)
            with publication_transaction():
                for _ in range(30):
                    factories.make_story()
            began = time.monotonic()
            story.unpublish()
            while "item.withdrawn" not in partner.types and time.monotonic() < began + 10:
                time.sleep(0.02)
            took = time.monotonic() - began
    withdrawn = next(each for each in partner.messages if each.type == "item.withdrawn")
    assert withdrawn.event["data"]["work"] == str(story.translation_key)
    assert took < 5


def test_two_lanes_send_nothing_twice(partner):
    from api.push.lane import PushLane

    register(partner.url)
    for _ in range(10):
        factories.make_story()
    lanes = [PushLane(), PushLane()]
    for lane in lanes:
        lane.look()
    for lane in lanes:
        lane.finish()
    assert len(partner.messages) == 10
    assert not Webhook.objects.exclude(busy_with="").exists()
