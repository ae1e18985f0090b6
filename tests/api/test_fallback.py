"""`fallback`: one item for each work, in another language where the one asked for is missing."""

from datetime import UTC, datetime, timedelta

import pytest

from core.models import PublishedItem
from tests import factories
from tests.api.test_lists import follow
from tests.api.test_parameters import faults
from tests.item_rows import multiply


def shown(content):
    return [(item["title"], item["lang"], item["is_fallback"]) for item in content["results"]]


@pytest.fixture
def stories(db):
    """A pair, a story in each language alone, and a pair whose Arabic form is withdrawn."""
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    pair = factories.make_story(title="Pair", story_date=start)
    factories.make_story("ar", title="زوج", story_date=start, translation_key=pair.work)
    factories.make_story(title="English", story_date=start + timedelta(days=1))
    factories.make_story("ar", title="عربي", story_date=start + timedelta(days=2))
    left = factories.make_story(title="Left", story_date=start + timedelta(days=3))
    gone = factories.make_story("ar", title="ذهب", translation_key=left.work)
    gone.unpublish()


def test_each_work_is_listed_once_in_the_language_asked_for_where_it_has_it(get, stories):
    response = get("news/?lang=ar&fallback=en")
    assert shown(response.json()) == [
        ("Left", "en", True),
        ("عربي", "ar", False),
        ("English", "en", True),
        ("زوج", "ar", False),
    ]
    assert response.json()["count"] == 4
    assert response["Content-Language"] == "en, ar"


def test_the_other_way_round(get, stories):
    assert shown(get("news/?lang=en&fallback=ar").json()) == [
        ("Left", "en", False),
        ("عربي", "ar", True),
        ("English", "en", False),
        ("Pair", "en", False),
    ]


def test_without_fallback_nothing_is_replaced(get, stories):
    assert shown(get("news/?lang=ar").json()) == [("عربي", "ar", False), ("زوج", "ar", False)]


def test_a_form_whose_time_is_up_is_stood_in_for(get, stories):
    over = datetime(2026, 1, 1, tzinfo=UTC)
    PublishedItem.objects.filter(title="زوج").update(expires_at=over)
    assert ("Pair", "en", True) in shown(get("news/?lang=ar&fallback=en").json())
    PublishedItem.objects.filter(title="Left").update(expires_at=over)
    factories.make_page()
    assert "Left" not in [title for title, *_ in shown(get("news/?lang=ar&fallback=en").json())]


def test_filters_apply_to_what_is_listed(get):
    topic = factories.make_topic(slug="peace")
    factories.make_story(title="Replacement", topics=[topic])
    # Its Arabic form is public without the topic, so that nothing may replace it.
    pair = factories.make_story(title="Has a form", topics=[topic])
    factories.make_story("ar", translation_key=pair.work)
    content = get("news/?lang=ar&fallback=en&topic=peace").json()
    assert shown(content) == [("Replacement", "en", True)]
    assert content["count"] == 1
    assert shown(get("news/?lang=ar&fallback=en&q=form").json()) == []
    assert shown(get("news/?lang=ar&fallback=en&q=replacement").json()) == [
        ("Replacement", "en", True)
    ]
    ranked = get("news/?lang=ar&fallback=en&q=replacement&order=relevance").json()
    assert shown(ranked) == [("Replacement", "en", True)]


@pytest.mark.parametrize("order", ["-published_at", "published_at", "-updated_at", "updated_at"])
def test_pages_lead_through_all_works_in_every_order(get, stories, order):
    url = f"http://testserver/api/v1/news/?lang=ar&fallback=en&limit=1&order={order}"
    pages = follow(get, url)
    assert sorted(title for [title] in pages) == sorted(["Left", "عربي", "English", "زوج"])


def test_only_the_mark_of_a_card_is_changed(get):
    words = 'Text with "is_fallback":false} in it'
    factories.make_story(title=words, summary=words)
    [item] = get("news/?lang=ar&fallback=en").json()["results"]
    assert (item["title"], item["summary"], item["is_fallback"]) == (words, words, True)
    [whole] = get("news/?lang=en").json()["results"]
    assert whole == item | {"is_fallback": False}


def test_fields_always_include_is_fallback(get, stories):
    first, second, *_ = get("news/?lang=ar&fallback=en&fields=title").json()["results"]
    assert first == {"title": "Left", "is_fallback": True}
    assert second == {"title": "عربي", "is_fallback": False}


@pytest.mark.parametrize(
    "query",
    ["fallback=en", "lang=en&fallback=en", "lang=en,ar&fallback=en", "lang=en-GB&fallback=en-US"],
)
def test_fallback_needs_exactly_one_other_language(get, query):
    response = get(f"news/?{query}")
    assert faults(response) == {"fallback": "needs_lang"}
    assert "lang=ar" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("fallback", ["", "fr", "en,ar", "true"])
def test_fallback_names_a_language_of_the_site(get, fallback):
    response = get(f"news/?lang=ar&fallback={fallback}")
    assert faults(response) == {"fallback": "unsupported"}
    assert "en, ar" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("count", [3, 60])
def test_it_costs_one_query_however_many_works_there_are(get, django_assert_num_queries, count):
    factories.make_story()
    multiply(count)
    with django_assert_num_queries(1):
        assert get("news/?lang=ar&fallback=en&limit=100").json()["count"] == count
