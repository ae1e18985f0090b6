"""The stories below a story: three cards or none, the rest as lines, and never nothing."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import timezone

from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def made(number: int, **fields) -> list:
    """Make stories, the newest first."""
    now = timezone.now()
    return [
        factories.make_story(story_date=now - timedelta(days=each), **fields)
        for each in range(number)
    ]


def below(client, story) -> tuple[str, list[str], list[str]]:
    """Return the heading, and the addresses of cards and lines, in their order."""
    soup = BeautifulSoup(get(client, story.get_url()).source, "html.parser")
    section = soup.select_one(".related-stories")
    if section is None:
        return "", [], []
    cards = [link["href"] for link in section.select(".card-title a")]
    lines = [link["href"] for link in section.select(".story-lines a")]
    return section.h2.text, cards, lines


def addresses(stories) -> list[str]:
    return [story.get_url() for story in stories]


def test_of_many_alike_three_are_cards_and_three_are_lines(client):
    topic = factories.make_topic()
    alike = made(7, topics=[topic])
    factories.make_story(title="Unlike")
    story = factories.make_story(topics=[topic], story_date=timezone.now() - timedelta(days=30))
    assert below(client, story) == (
        "Related stories", addresses(alike[:3]), addresses(alike[3:6]),
    )  # fmt: skip


def test_stories_of_its_forum_come_before_newer_ones_of_its_topic(client):
    topic, forum = factories.make_topic(), factories.make_forum()
    of_topic = made(7, topics=[topic])
    month = timezone.now() - timedelta(days=30)
    of_forum = factories.make_story(forums=[forum], topics=[topic], story_date=month)
    story = factories.make_story(forums=[forum], topics=[topic], story_date=month)
    assert below(client, story) == (
        "Related stories", addresses([of_forum, *of_topic[:2]]), addresses(of_topic[2:5]),
    )  # fmt: skip


@pytest.mark.parametrize("number", [1, 2])
def test_too_few_for_a_row_are_lines(client, number):
    alike = made(number, topics=[(topic := factories.make_topic())])
    made(4)
    story = factories.make_story(topics=[topic], story_date=timezone.now() - timedelta(days=30))
    assert below(client, story) == ("Related stories", [], addresses(alike))


def test_where_nothing_is_alike_the_newest_are_shown_and_named_so(client):
    others = made(4)
    factories.make_story("ar")
    story = factories.make_story(story_date=timezone.now() - timedelta(days=30))
    assert below(client, story) == (
        "Latest stories", addresses(others[:3]), addresses(others[3:]),
    )  # fmt: skip


def test_what_staff_chose_comes_alone_once_and_in_the_readers_language(client):
    topic = factories.make_topic()
    made(3, topics=[topic])
    english, arabic = factories.make_pair()
    only_arabic = factories.make_story("ar", story_date=timezone.now() - timedelta(days=9))
    story = factories.make_story(topics=[topic], related_stories=[arabic, only_arabic])
    story.related_stories.add(story)
    story.save_revision().publish()
    assert below(client, story) == ("Related stories", [], addresses([english, only_arabic]))


def test_the_only_story_stands_alone(client):
    assert below(client, factories.make_story()) == ("", [], [])


def test_what_is_withdrawn_is_gone_below_others(client):
    other, hidden = made(2)
    story = factories.make_story()
    assert below(client, story)[2] == addresses([other, hidden])
    hidden.unpublish()
    assert below(client, story)[2] == addresses([other])


def test_a_preview_shows_what_its_draft_chose(client):
    chosen, _other = made(2)
    story = factories.make_story(live=False)
    story.related_stories = [chosen]
    request = RequestFactory().get("/")
    html = story.make_preview_request(request, story.default_preview_mode).content.decode()
    lines = BeautifulSoup(html, "html.parser").select(".story-lines a")
    assert [link["href"] for link in lines] == [chosen.get_url()]
