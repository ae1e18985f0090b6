"""Lists: what they hold, in which order, and how they are paged."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest

from core.models import PublishedItem
from tests import factories
from tests.item_rows import multiply

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def make_stories(count, lang="en"):
    return [
        factories.make_story(lang, title=f"Day {day}", story_date=START + timedelta(days=day))
        for day in range(count)
    ]


def titles(content):
    return [item["title"] for item in content["results"]]


def follow(get, url, name="next"):
    """Return the titles of the page at `url` and of all pages after it."""
    found = []
    while url:
        content = get(url.split("/api/v1/")[1]).json()
        found.append(titles(content))
        url = content[name]
    return found


def test_stories_are_listed_newest_first_with_their_number(get):
    make_stories(3)
    content = get("news/").json()
    assert titles(content) == ["Day 2", "Day 1", "Day 0"]
    assert (content["count"], content["next"], content["previous"]) == (3, None, None)


def test_lists_leave_out_bodies_and_show_that_nothing_is_a_fallback(get):
    make_stories(1)
    [item] = get("news/").json()["results"]
    assert "body_html" not in item
    assert "body_text" not in item
    assert item["is_fallback"] is False


def test_without_lang_both_languages_are_listed(get):
    factories.make_pair()
    response = get("news/")
    assert {item["lang"] for item in response.json()["results"]} == {"en", "ar"}
    assert response["Content-Language"] == "en, ar"


@pytest.mark.parametrize(
    ("asked", "langs"),
    [
        ("ar", {"ar"}),
        ("en", {"en"}),
        ("ar-IQ", {"ar"}),
        ("AR", {"ar"}),
        ("en-GB-oxendict", {"en"}),
        ("ar-x-private", {"ar"}),
        ("en,ar", {"en", "ar"}),
        ("ar, en", {"en", "ar"}),
        ("ar,ar-IQ", {"ar"}),
    ],
)
def test_lang_finds_its_language_by_lookup(get, asked, langs):
    factories.make_pair()
    content = get(f"news/?lang={asked}").json()
    assert {item["lang"] for item in content["results"]} == langs
    assert content["count"] == len(langs)


def test_an_arabic_story_is_found_under_arabic_only(get):
    story = factories.make_story("ar")
    assert titles(get("news/?lang=ar").json()) == [story.title]
    assert get("news/?lang=en").json()["results"] == []
    assert get("news/?lang=en")["Content-Language"] == "en"
    missing = get(f"news/{story.work}/en/")
    assert (missing.status_code, missing.json()["available"]) == (404, ["ar"])


def test_pages_of_a_list_lead_through_all_of_it_and_back(get):
    make_stories(7)
    first = get("news/?limit=3").json()
    assert first["count"] == 7
    assert follow(get, first["next"]) == [["Day 3", "Day 2", "Day 1"], ["Day 0"]]
    last = get(get(first["next"].split("/v1/")[1]).json()["next"].split("/v1/")[1]).json()
    assert follow(get, last["previous"], "previous") == [
        ["Day 3", "Day 2", "Day 1"],
        ["Day 6", "Day 5", "Day 4"],
    ]
    assert last["next"] is None
    assert last["count"] == 7


def test_the_next_page_has_the_same_filters_and_is_named_in_the_link_header(get):
    make_stories(3, "ar")
    response = get("news/?lang=ar-IQ&limit=1")
    following = response.json()["next"]
    assert following.startswith("http://testserver/api/v1/news/?lang=ar&limit=1&cursor=")
    assert response["Link"] == f'<{following}>; rel="next"'
    middle = get(following.split("/v1/")[1])
    assert f'<{middle.json()["previous"]}>; rel="prev"' in middle["Link"]


def test_stories_of_one_moment_are_each_listed_once(get):
    for number in range(5):
        factories.make_story(title=f"Same {number}", story_date=START)
    pages = follow(get, "http://testserver/api/v1/news/?limit=2")
    assert sorted(chain(*pages)) == [f"Same {number}" for number in range(5)]
    assert [len(page) for page in pages] == [2, 2, 1]


def test_adding_a_story_while_paging_neither_skips_nor_repeats(get):
    make_stories(4)
    first = get("news/?limit=2").json()
    factories.make_story(title="Newer", story_date=START + timedelta(days=9))
    factories.make_story(title="Older", story_date=START - timedelta(days=9))
    rest = follow(get, first["next"])
    assert [*titles(first), *chain(*rest)] == ["Day 3", "Day 2", "Day 1", "Day 0", "Older"]


def test_withdrawing_the_story_at_the_edge_of_a_page_skips_nothing(get):
    stories = make_stories(4)
    first = get("news/?limit=2").json()
    stories[2].unpublish()
    assert follow(get, first["next"]) == [["Day 1", "Day 0"]]


def test_a_page_whose_stories_are_all_withdrawn_is_empty(get):
    stories = make_stories(3)
    following = get("news/?limit=2").json()["next"]
    stories[0].unpublish()
    content = get(following.split("/v1/")[1]).json()
    assert (content["results"], content["next"], content["count"]) == ([], None, 2)


def test_pages_hold_the_initiative_and_its_standard_pages(get):
    factories.make_page(title="About us")
    content = get("pages/?lang=en").json()
    assert {item["type"] for item in content["results"]} == {"page", "initiative"}
    assert content["count"] == 2


def test_each_collection_holds_its_own_type(get):
    factories.make_story()
    factories.make_council(managing_forum=factories.make_forum())
    for collection, kind in (("news", "news"), ("forums", "forum"), ("councils", "council")):
        assert [item["type"] for item in get(f"{collection}/").json()["results"]] == [kind]


def test_an_empty_list_is_a_list(get):
    assert get("news/").json() == {"count": 0, "next": None, "previous": None, "results": []}


def test_the_count_follows_publication_and_expiry(get):
    story, other = make_stories(2)
    assert get("news/").json()["count"] == 2
    story.unpublish()
    assert get("news/").json()["count"] == 1
    soon = datetime.now(UTC) - timedelta(seconds=1)
    PublishedItem.objects.filter(page_id=other.pk).update(expires_at=soon)
    factories.make_forum()
    assert get("news/").json()["count"] == 0


@pytest.mark.parametrize("count", [3, 60])
def test_a_list_needs_one_query_whatever_its_length(get, django_assert_num_queries, count):
    forum = factories.make_forum()
    topic = factories.make_topic()
    image = factories.make_image()
    factories.make_story(forums=[forum], topics=[topic], lead_image=image)
    multiply(count)
    # State, items and their number come from one.
    with django_assert_num_queries(1):
        assert len(get("news/?limit=100&lang=en").json()["results"]) == count
    with django_assert_num_queries(1):
        get("news/?limit=99&lang=en")


@pytest.mark.parametrize("count", [3, 60])
def test_a_filter_costs_two_more_queries_when_its_names_are_new(
    get, django_assert_num_queries, django_assert_max_num_queries, count
):
    topic, forum = factories.make_topic(slug="peace"), factories.make_forum(slug="hit-forum")
    factories.make_story(topics=[topic], forums=[forum])
    multiply(count)
    # The state, the slugs of now and of before, and the list with its number.
    with django_assert_num_queries(4):
        assert len(get("news/?topic=peace&limit=100").json()["results"]) == count
    with django_assert_num_queries(1):
        get("news/?topic=peace&limit=99")
    with django_assert_num_queries(3):
        get("news/?topic=peace&forum=hit-forum&limit=100")
    with django_assert_max_num_queries(2):  # names that are searched: once a second at most
        get("news/?topic=peace&forum=hit-forum&lang=en&fields=title&q=story&limit=100")


def test_lists_are_raw_utf8_and_compact(get):
    factories.make_story("ar", title="ورشة في هيت")
    content = get("news/").content.decode()
    assert '"title":"ورشة في هيت"' in content


def test_addresses_follow_the_setting_without_new_content(get, settings):
    story = factories.make_story("ar", title="خبر")
    settings.BASE_URL = "https://example.org"
    [item] = get("news/").json()["results"]
    assert item["url"] == "https://example.org/ar/news/%D8%AE%D8%A8%D8%B1/"
    assert item["api_url"] == f"https://example.org/api/v1/news/{story.work}/ar/"
    assert item["embed_url"] == f"https://example.org/embed/v1/{story.work}/ar/"
