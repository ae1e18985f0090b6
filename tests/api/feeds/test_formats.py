"""What readers find in a feed, format by format."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

import pytest
from django.core.files.storage import default_storage
from lxml import etree

from api.feeds import entries
from core.media import showing
from core.models import InitiativeSettings
from tests import factories
from tests.api.feeds.conftest import FORMATS

NAMES = {
    "media": "http://search.yahoo.com/mrss/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
}
NAME = "Iraqi Civil Society Solidarity Initiative"
CREDIT = f"Source: {NAME}. Licence: Creative Commons Attribution 4.0 International."


def length_of(address):
    return default_storage.size(f"renditions/{address.rpartition('/')[2]}")


def test_rss_has_what_feed_readers_show(parsed, story):
    found = parsed("en/news.rss")
    assert found.version == "rss20"
    assert (found.feed.title, found.feed.language) == (f"{NAME}: stories", "en")
    assert found.feed.link == "http://testserver/en/news/"
    [entry] = found.entries
    assert entry.title == "A & B <c> “d”"
    assert entry.summary == "1 &lt; 2 &amp; 3"  # readers take a description for HTML
    assert entry.link == f"http://testserver/en/news/{story.slug}/"
    assert (entry.id, entry.guidislink) == (f"{story.work}:en", False)
    assert entry.author == "Saad"
    assert [tag.term for tag in entry.tags] == ["Peace & water"]
    assert entry.rights == CREDIT
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == story.story_date.replace(
        microsecond=0
    )


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_an_enclosure_has_the_length_and_type_of_its_file(parsed, story, form):
    [entry] = parsed(f"en/news.{form}").entries
    [file] = entry.enclosures
    assert file.type == "image/jpeg"
    assert int(file.length) == length_of(file.href) > 0


def test_media_rss_has_size_text_and_credit_of_the_picture(feed, story):
    root = etree.fromstring(feed("en/news.rss").content)
    [content] = root.findall(".//media:content", NAMES)
    assert content.get("medium") == "image"
    assert (content.get("width"), content.get("height")) == ("800", "533")
    assert content.get("fileSize") == str(length_of(content.get("url")))
    assert content.findtext("media:description", namespaces=NAMES) == "A river"
    assert content.findtext("media:credit", namespaces=NAMES) == "Photo: Sara"


def test_a_picture_whose_file_is_lost_is_no_enclosure(feed, story):
    root = etree.fromstring(feed("en/news.rss").content)
    address = root.find(".//enclosure").get("url")
    entries._entry.cache_clear()
    showing._length.cache_clear()
    default_storage.delete(f"renditions/{address.rpartition('/')[2]}")
    topic = etree.fromstring(feed("en/topics/peace/news.rss").content)
    assert topic.find(".//enclosure") is None
    assert topic.find(".//media:content", NAMES).get("fileSize") is None


def test_atom_has_what_feed_readers_show(feed, parsed, story):
    found = parsed("en/news.atom")
    assert found.version == "atom10"
    assert found.feed.id.startswith("urn:uuid:")
    assert found.feed.link == "http://testserver/en/news/"
    assert found.feed.author == NAME
    [entry] = found.entries
    assert entry.id == f"urn:uuid:{uuid5(UUID(str(story.work)), 'en')}"
    assert (entry.title, entry.summary) == ("A & B <c> “d”", "1 < 2 & 3")
    assert entry.title_detail.language == "en"
    assert entry.link == f"http://testserver/en/news/{story.slug}/"
    assert (entry.author, entry.rights) == ("Saad", CREDIT)
    assert [(tag.term, tag.label) for tag in entry.tags] == [("peace", "Peace & water")]
    root = etree.fromstring(feed("en/news.atom").content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_json_feed_has_what_its_specification_asks_for(feed, story):
    found = feed("en/news.json").json()
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "http://testserver/feeds/en/news.json"
    assert (found["language"], found["home_page_url"]) == ("en", "http://testserver/en/news/")
    [item] = found["items"]
    assert item["id"] == f"{story.work}:en"
    assert item["title"] == "A & B <c> “d”"
    assert item["content_text"] == item["summary"] == "1 < 2 & 3"
    assert item["authors"] == [{"name": "Saad"}]
    assert item["tags"] == ["Peace & water"]
    assert item["_icssi"]["credit_line"] == CREDIT
    [file] = item["attachments"]
    assert (file["url"], file["mime_type"]) == (item["image"], "image/jpeg")
    assert file["size_in_bytes"] == length_of(file["url"])


def test_a_story_without_summary_picture_byline_and_topics_is_shown_all_the_same(feed, titles):
    factories.make_story(title="Bare")
    assert [titles(f"en/news.{form}") for form in FORMATS] == [["Bare"]] * 3
    [item] = feed("en/news.json").json()["items"]
    assert item["content_text"] == "Bare"
    assert {"summary", "image", "attachments", "authors", "tags"}.isdisjoint(item)


@pytest.mark.parametrize("form", FORMATS)
def test_characters_that_a_format_cannot_hold_are_left_out(titles, form):
    story = factories.make_story(title="placeholder")
    story.title = "a\x0bb\ufffeر 🕊 ]]>"
    story.save()
    story.save_revision().publish()
    [title] = titles(f"en/news.{form}")
    if form == "json":  # which can hold them
        assert title == "a\x0bb\ufffeر 🕊 ]]>"
    else:
        assert title == "abر 🕊 ]]>"


def test_arabic_is_sent_as_letters_and_numbers_in_it_are_isolated(feed, titles):
    factories.make_story("ar", title="اتصلوا على +964 770 123 4567", summary="نص ـ 1 < 2")
    shown = "اتصلوا على \u2066+964 770 123 4567\u2069"
    assert [titles(f"ar/news.{form}") for form in FORMATS] == [[shown]] * 3
    for form in FORMATS:
        content = feed(f"ar/news.{form}").content.decode()
        assert shown in content
        assert "مبادرة التضامن مع المجتمع المدني العراقي: الأخبار" in content


def test_each_language_has_its_own_stories(titles):
    _english, arabic = factories.make_translated_story(title="Story")
    factories.make_story("ar", title="خبر")
    assert titles("en/news.rss") == ["Story"]
    assert sorted(titles("ar/news.rss")) == sorted(["خبر", arabic.title])


def test_the_newest_twenty_stories_come_newest_first(titles):
    for number in range(22):
        factories.make_story(
            title=f"Story {number}", story_date=datetime(2020, 1, 1 + number, tzinfo=UTC)
        )
    assert titles("en/news.json") == [f"Story {number}" for number in range(21, 1, -1)]


def test_a_feed_is_named_after_its_forum_or_topic(parsed, story):
    assert parsed("en/forums/hit-forum/news.rss").feed.title == f"{NAME}: stories of Hit Forum"
    assert parsed("en/topics/peace/news.atom").feed.title == f"{NAME}: stories on Peace & water"
    assert parsed("ar/topics/peace/news.rss").feed.title.endswith("«السلام والماء»")
    # A forum that is not public in Arabic has its English name, whose direction is its own.
    assert "\u2068Hit Forum\u2069" in parsed("ar/forums/hit-forum/news.rss").feed.title
    assert parsed("en/topics/peace/news.rss").feed.link == "http://testserver/en/topics/peace/"
    assert parsed("en/forums/hit-forum/news.rss").feed.link == (
        "http://testserver/en/forums/hit-forum/"
    )


def test_a_new_name_of_the_initiative_is_in_the_next_feed(parsed, story):
    parsed("en/news.rss")
    settings = InitiativeSettings.objects.first() or InitiativeSettings()
    settings.name_en = "Another name"
    settings.save()
    assert parsed("en/news.rss").feed.title == "Another name: stories"


def test_ids_of_feeds_differ_and_stay(parsed, story):
    paths = ["en/news.atom", "ar/news.atom", "en/forums/hit-forum/news.atom",
             "en/topics/peace/news.atom"]  # fmt: skip
    first = [parsed(path).feed.id for path in paths]
    assert len(set(first)) == 4
    factories.make_story()
    assert [parsed(path).feed.id for path in paths] == first
