"""Pages link the feed of what they list."""

import re

import pytest

from tests import factories
from tests.site.pages import get

pytestmark = pytest.mark.any_database

HEAD = re.compile(r'<link rel="alternate" type="([^"]+)" title="([^"]*)" href="([^"]+)">')


def feeds_in(client, path):
    """Return {media type: address} of the feeds in the head of a page, which are all there."""
    text = get(client, path).source
    found = {media_type: address for media_type, _title, address in HEAD.findall(text)}
    for address in found.values():
        assert client.get(address).status_code == 200
    return found, text


def addresses(start):
    return {
        "application/rss+xml": f"http://testserver{start}.rss",
        "application/atom+xml": f"http://testserver{start}.atom",
        "application/feed+json": f"http://testserver{start}.json",
    }


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_front_page_and_the_list_of_stories_link_the_feed_of_their_language(client, db, lang):
    for path in (f"/{lang}/", f"/{lang}/news/"):
        found, text = feeds_in(client, path)
        assert found == addresses(f"/feeds/{lang}/news")
        visible = f'href="http://testserver/feeds/{lang}/news.rss" type="application/rss+xml"><bdi'
        assert (visible in text) == path.endswith("/news/")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_forum_links_the_feed_of_its_stories(client, db, lang):
    forum = factories.make_forum(lang, title="Hit & Ramadi")
    factories.make_story(lang, forums=[forum])
    found, text = feeds_in(client, f"/{lang}/forums/{forum.slug}/")
    assert found == addresses(f"/feeds/{lang}/forums/{forum.slug}/news")
    assert 'title="Hit &amp; Ramadi (RSS)"' in text
    assert text.count(f"/feeds/{lang}/forums/{forum.slug}/news.rss") == 2


def test_a_list_of_one_topic_or_forum_links_its_feed(client, db):
    forum, topic = factories.make_forum(slug="hit"), factories.make_topic(slug="peace")
    factories.make_story(forums=[forum], topics=[topic])
    for path, start in (
        ("/en/topics/peace/", "/feeds/en/topics/peace/news"),
        ("/en/news/?topic=peace&year=2026", "/feeds/en/topics/peace/news"),
        ("/en/news/?forum=hit", "/feeds/en/forums/hit/news"),
        ("/en/news/?year=2026", "/feeds/en/news"),
    ):
        assert feeds_in(client, path)[0] == addresses(start), path


def test_pages_that_list_no_stories_link_no_feed(client, db):
    page = factories.make_page()
    story = factories.make_story()
    for path in (f"/en/{page.slug}/", f"/en/news/{story.slug}/", "/en/forums/"):
        assert feeds_in(client, path)[0] == {}
