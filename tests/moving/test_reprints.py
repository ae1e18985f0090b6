"""Reprints are public, without a licence; nothing passes them on until a person allows it."""

import json

import pytest
from django.db import transaction

from core.models import PublishedItem
from moving.models import Question
from moving.screens.deciding import decide
from moving.screens.rows import ACCEPT, REJECT, UNDO
from tests import factories
from tests.api.push.receiver import push, receiving, register
from tests.moving.exports import TEXT, Importer, item

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SOURCE = "https://press.example/story"
CREDIT = f'<p>Source: <a href="{SOURCE}">The Gazette</a></p>'


@pytest.fixture
def reprint(run: Importer) -> PublishedItem:
    """A reprint, and a story of our own, both imported."""
    run(item(1, title="Reprinted", content=f"{CREDIT}<p>{TEXT}</p>"), item(2, title="Our own"))
    return PublishedItem.objects.get(title="Reprinted")


def full(item: PublishedItem) -> dict:
    return json.loads(PublishedItem.objects.get(pk=item.pk).full)


def do(action: str) -> None:
    question = Question.objects.get(kind="reprint")
    with transaction.atomic():  # as the CMS does
        outcome = decide(action, [question.pk], factories.make_user())
    assert outcome.done == [question.pk]


def statuses(client, item: PublishedItem) -> list[int]:
    card = f"/embed/v1/{item.work}/{item.lang}/"
    page = f"http://testserver{item.path}"
    return [
        client.get(address).status_code for address in (card, "/oembed/?url=" + page, item.path)
    ]


def in_feeds(client) -> list[bool]:
    return [
        b"Reprinted" in client.get(f"/feeds/en/news.{form}").content
        for form in ("rss", "atom", "json")
    ]


def test_a_reprint_has_its_source_and_no_licence_until_a_person_has_decided(reprint):
    assert (full(reprint)["license"], full(reprint)["source_url"]) == (None, SOURCE)
    assert full(reprint)["credit_line"] == "This text belongs to others and may not be passed on."
    own = full(PublishedItem.objects.get(title="Our own"))
    assert own["license"]["url"].startswith("https://")
    assert own["source_url"] is None
    do(ACCEPT)
    assert full(reprint)["license"] == own["license"]
    assert full(reprint)["credit_line"] == own["credit_line"]
    do(UNDO)
    assert full(reprint)["license"] is None
    do(REJECT)
    assert full(reprint)["license"] is None


def test_its_card_and_the_feeds_wait(client, reprint, settings):
    settings.BASE_URL = "http://testserver"
    assert statuses(client, reprint) == [404, 404, 200]
    assert in_feeds(client) == [False, False, False]
    assert b"Our own" in client.get("/feeds/en/news.rss").content
    do(ACCEPT)
    assert statuses(client, reprint) == [200, 200, 200]
    assert in_feeds(client) == [True, True, True]
    do(UNDO)
    do(REJECT)
    assert statuses(client, reprint) == [404, 404, 200]
    assert in_feeds(client) == [False, False, False]


def test_the_page_claims_no_licence_and_offers_no_card(client, reprint):
    page = client.get(reprint.path).content.decode()
    assert "json+oembed" not in page
    assert '"license"' not in page
    own = client.get(PublishedItem.objects.get(title="Our own").path).content.decode()
    assert "json+oembed" in own
    assert '"license"' in own


@pytest.mark.django_db(transaction=True)
def test_partners_are_notified_of_it_once_it_may_be_passed_on(run, settings):
    settings.WEBHOOK_TEST_HOSTS = ["127.0.0.1"]
    with receiving() as partner:
        register(partner.url)
        run(item(1, title="Reprinted", content=f"{CREDIT}<p>{TEXT}</p>"), item(2))
        work = str(PublishedItem.objects.get(title="Reprinted").work)

        def pushed() -> list[str]:
            push()
            return [
                each.type for each in partner.messages if each.event["data"].get("work") == work
            ]

        assert pushed() == []
        do(ACCEPT)
        assert pushed() == ["item.published"]
        do(UNDO)
        assert pushed() == ["item.published", "item.updated"]
        do(REJECT)
        run(item(1, title="Reprinted anew", content=f"{CREDIT}<p>{TEXT}</p>"))
        PublishedItem.objects.get(title="Reprinted anew")
        assert pushed()[-1] == "item.updated"


@pytest.mark.django_db(transaction=True)
def test_what_is_reserved_when_a_webhook_is_switched_on_counts_as_unknown(run, settings):
    settings.WEBHOOK_TEST_HOSTS = ["127.0.0.1"]
    run(item(1, title="Reprinted", content=f"{CREDIT}<p>{TEXT}</p>"))
    with receiving() as partner:
        register(partner.url)
        do(ACCEPT)
        push()
        assert "item.published" in [each.type for each in partner.messages]


def test_a_credit_that_a_story_gets_later_is_asked_about(run):
    run(item(1))
    assert not Question.objects.filter(kind="reprint").exists()
    run(item(1, content=f"{CREDIT}<p>{TEXT}</p>"))
    assert Question.objects.get(kind="reprint").post.post_id == 1
    assert full(PublishedItem.objects.get(title="Story 1"))["license"] is None
