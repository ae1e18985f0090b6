"""Feeds show what is public now, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from api.feeds import withdrawals
from api.feeds.entries import urn_of
from core.models import PublishedItem
from tests import factories
from tests.api.conftest import forget_everything
from tests.api.feeds.conftest import FORMATS

DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def paths(lang="en"):
    return [
        f"{lang}/{folder}news.{form}"
        for folder in ("", "forums/hit-forum/", "topics/peace/")
        for form in FORMATS
    ]


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def expire(page):
    PublishedItem.objects.filter(work=page.work).update(
        expires_at=timezone.now() - timedelta(seconds=5)
    )
    forget_everything()  # a direct change of the row is seen by nothing


@pytest.fixture
def deleted(feed):
    """Return the ids of what Atom reports as withdrawn, latest first."""

    def read(path="en/news.atom"):
        root = etree.fromstring(feed(path).content)
        return [element.get("ref") for element in root.iter(DELETED)]

    return read


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        restrict,
        lambda page: page.get_parent().unpublish(),
        expire,
    ],
    ids=["unpublished", "deleted", "restricted", "below what is withdrawn", "expired"],
)
def test_what_is_withdrawn_is_in_no_feed_any_more_at_once(feed, story, deleted, withdraw):
    title = "“d”"
    for path in paths():
        assert title in feed(path).content.decode(), path
    withdraw(story)
    for path in paths():
        response = feed(path)
        assert response.status_code == 200, path
        for word in (title, story.slug, "1 &lt; 2", "1 < 2"):
            assert word not in response.content.decode(), path
    assert deleted() == [urn_of(story.work, "en")]


def test_what_never_was_public_is_in_no_feed(feed, titles, deleted):
    private = factories.make_page()
    restrict(private)
    topic = factories.make_topic(slug="secret")
    forum = factories.make_forum(live=False, slug="draft-forum")
    factories.make_story(title="Draft", live=False, topics=[topic], forums=[forum])
    shown = factories.make_story(title="Shown")
    factories.begin_translation(shown)
    for form in FORMATS:
        assert (titles(f"en/news.{form}"), titles(f"ar/news.{form}")) == (["Shown"], [])
        assert feed(f"en/topics/secret/news.{form}").status_code == 404
        assert feed(f"en/forums/draft-forum/news.{form}").status_code == 404
    assert deleted() == []


def test_no_feed_has_the_body_of_a_story(feed):
    factories.make_story(body=[("paragraph", "<p>Only in the body.</p>")])
    for form in FORMATS:
        assert "Only in the body" not in feed(f"en/news.{form}").content.decode()


def test_other_types_than_stories_are_in_no_feed(titles):
    factories.make_forum()
    factories.make_council()
    factories.make_page()
    assert titles("en/news.json") == []


def test_atom_reports_withdrawals_of_its_language_latest_first_without_their_content(
    feed, deleted, story
):
    english, arabic = factories.make_pair(title="Secret")
    english.unpublish()
    PublishedItem.objects.filter(work=english.work, lang="en").update(
        gone_since=timezone.now() - timedelta(days=1)
    )
    arabic.unpublish()
    story.unpublish()
    assert deleted() == [urn_of(story.work, "en"), urn_of(english.work, "en")]
    assert deleted("ar/news.atom") == [urn_of(arabic.work, "ar")]
    text = feed("en/news.atom").content.decode()
    assert "Secret" not in text
    assert "secret" not in text


def test_what_is_public_again_is_an_entry_and_no_withdrawal(deleted, titles, story):
    story.unpublish()
    assert (len(deleted()), titles("en/news.atom")) == (1, [])
    story.save_revision().publish()
    assert (deleted(), titles("en/news.atom")) == ([], [story.title])


def test_atom_reports_the_latest_withdrawals_alone(deleted, monkeypatch):
    monkeypatch.setattr(withdrawals, "MOST", 2)
    stories = [factories.make_story() for _ in range(3)]
    for age, story in enumerate(stories):
        story.unpublish()
        PublishedItem.objects.filter(work=story.work).update(
            gone_since=timezone.now() - timedelta(hours=age)
        )
    forget_everything()
    assert deleted() == [urn_of(story.work, "en") for story in stories[:2]]


def test_a_change_of_a_name_is_in_the_next_feed(feed, story):
    for path in paths():
        assert "Peace" in feed(path).content.decode(), path
    topic = story.topics.all()[0]
    topic.name_en = "Harmony"
    topic.save()
    for path in paths():
        text = feed(path).content.decode()
        assert ("Harmony" in text, "Peace" in text) == (True, False), path
