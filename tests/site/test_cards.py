"""Stories in lists: how readers know a card, and in which languages they can read the story."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from core.models import PublishedItem
from core.public.cards import cards
from core.publication.records import StoryRecord
from tests import factories
from tests.site.pages import get

pytestmark = pytest.mark.django_db

ARABIC_MARK = '<span class="also" lang="ar" dir="rtl">بالعربية أيضًا</span>'
ENGLISH_MARK = '<span class="also" lang="en" dir="ltr">Also in English</span>'


def articles(page):
    return re.findall(r"<article .*?</article>", page.source, re.DOTALL)


def test_the_link_of_a_card_is_its_title_and_nothing_else(client, photo):
    topic = factories.make_topic("Water")
    for number, image in enumerate((photo, None, photo)):
        factories.make_story(
            title=f"Title {number}", summary="Text.", place="Hit", topics=[topic], lead_image=image
        )
    found = articles(get(client, "/en/news/"))
    assert len(found) == 3
    for article in found:
        heading = re.search(r"<h2 [^>]*>(.*?)</h2>", article, re.DOTALL)[1]
        assert re.fullmatch(r'<a href="[^"]*">Title \d</a>', heading)


def test_a_card_shows_that_its_story_can_be_read_in_the_other_language_too(client):
    _english, arabic = factories.make_translated_story("en")
    alone = factories.make_story()
    marked = {card: ARABIC_MARK in card for card in articles(get(client, "/en/news/"))}
    assert sorted(marked.values()) == [False, True]
    assert all(alone.title not in card for card, has_mark in marked.items() if has_mark)
    [card] = articles(get(client, "/ar/news/"))
    assert ENGLISH_MARK in card
    arabic.unpublish()
    assert ARABIC_MARK not in get(client, "/en/news/").source


def test_a_card_without_a_picture_names_its_topic_instead(client, photo):
    topic = factories.make_topic("Water", "المياه")
    factories.make_story(title="Newest", lead_image=photo)
    factories.make_story(title="With", topics=[topic], lead_image=photo, story_date=_ago(1))
    factories.make_story(title="Without", topics=[topic], story_date=_ago(2))
    _lead, with_picture, without = articles(get(client, "/en/news/"))
    link = '<a href="/en/topics/water/"><bdi>Water</bdi></a>'
    assert link not in with_picture
    assert "<img" in with_picture
    assert link in without
    assert "<img" not in without


def _ago(days):
    return timezone.now() - timedelta(days=days)


def test_the_topics_of_the_large_card_lead_to_their_pages(client):
    names = [
        factories.make_topic(f"Topic of eight {number}", slug=f"of-{number}") for number in range(8)
    ]
    factories.make_story(topics=names)
    [lead] = articles(get(client, "/en/news/"))
    for number in range(8):
        assert f'<a href="/en/topics/of-{number}/">' in lead


def test_a_story_is_a_line_with_its_date_title_and_place():
    factories.make_story("ar", title="خبر من هيت", place="هيت")
    [card] = cards(PublishedItem.objects.public().of_type("news"), StoryRecord)
    line = render_to_string("includes/story_line.html", {"card": card})
    assert f'<a href="{card.href}">خبر من هيت</a>' in line
    assert '<li class="story-line" lang="ar" dir="rtl">' in line
    assert "<bdi>هيت</bdi>" in line
