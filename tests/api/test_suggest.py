"""Suggestions: titles that complete what is being typed."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from core.models import PublishedItem
from core.search.analysis.names.names import known_names
from tests import factories
from tests.api import contract
from tests.api.test_lists import titles
from tests.api.test_parameters import faults
from tests.item_rows import multiply

START = datetime(2026, 1, 1, tzinfo=UTC)


def suggested(get, query):
    response = get(f"suggest/?{query}")
    assert response.status_code == 200, response.json()["errors"]
    return titles(contract.check(response, "/api/v1/suggest/"))


@pytest.fixture(scope="module")
def stories(once):
    for number, title in enumerate(
        [
            "Hit Forum meets",
            "The Hit Forum: a year",
            "White paper",
            "(Hit) in spring",
            "Forum of Hit",
        ]
    ):
        factories.make_story(title=title, story_date=START + timedelta(days=number))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Titles that begin with it come first, then the newest.
        ("hit", ["(Hit) in spring", "Hit Forum meets", "Forum of Hit", "The Hit Forum: a year"]),
        ("hit fo", ["Hit Forum meets", "Forum of Hit", "The Hit Forum: a year"]),
        ("HIT FORUM", ["Hit Forum meets", "Forum of Hit", "The Hit Forum: a year"]),
        ("forum hi", ["Forum of Hit", "The Hit Forum: a year", "Hit Forum meets"]),
        ("hi forum", []),
        ("it", []),
        ("whi", ["White paper"]),
        ("“hit”", ["(Hit) in spring", "Hit Forum meets", "Forum of Hit", "The Hit Forum: a year"]),
        ("h_t", []),
        ("h.*", ["(Hit) in spring", "Hit Forum meets", "Forum of Hit", "The Hit Forum: a year"]),
        ("w%r", []),
    ],
)
def test_titles_are_suggested_in_which_words_begin_so(get, stories, query, expected):
    assert suggested(get, f"q={quote(query)}") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("منتدى", ["المنتدى الاجتماعي", "منتدى السلام"]),
        ("المنتدى", ["المنتدى الاجتماعي", "منتدى السلام"]),
        ("منتدى سلام", ["منتدى السلام"]),
        ("المنتدى اجتما", ["المنتدى الاجتماعي"]),
        ("منتدي الاجتما", ["المنتدى الاجتماعي"]),
        ("نتدى", []),
    ],
)
def test_arabic_words_are_suggested_with_and_without_their_article(get, query, expected):
    for number, title in enumerate(["منتدى السلام", "المنتدى الاجتماعي", "في المنتديات"]):
        factories.make_story("ar", title=title, story_date=START + timedelta(days=number))
    found = suggested(get, f"q={quote(query)}&lang=ar")
    assert [title for title in found if title != "في المنتديات"] == expected


def test_a_suggestion_leads_to_the_page_and_to_the_item(get):
    forum = factories.make_forum("ar", title="منتدى هيت", slug="منتدى-هيت")
    response = get(f"suggest/?q={quote('مُنتد')}")
    assert response.json()["results"] == [
        {
            "title": "منتدى هيت",
            "lang": "ar",
            "type": "forum",
            "url": f"http://testserver/ar/forums/{quote('منتدى-هيت')}/",
            "api_url": f"http://testserver/api/v1/forums/{forum.work}/ar/",
        }
    ]
    assert response["Content-Language"] == "ar"
    assert get(response.json()["results"][0]["api_url"].split("/v1/")[1]).status_code == 200


def test_lang_chooses_the_titles(get):
    factories.make_story(title="Oud one")
    factories.make_story("ar", title="Oud اثنان")
    assert set(suggested(get, "q=oud")) == {"Oud one", "Oud اثنان"}
    assert suggested(get, "q=oud&lang=ar-IQ") == ["Oud اثنان"]


def test_index_pages_and_withdrawn_items_are_not_suggested(get):
    factories.make_story(title="News of Hit").unpublish()
    assert suggested(get, "q=news") == []


def preserve_one_title(count):
    """Have one of the titles so often, and no other."""
    PublishedItem.objects.filter(type="news").exclude(title="White paper").delete()
    multiply(count)


def test_eight_are_suggested_and_twenty_at_most(get, stories):
    preserve_one_title(21)
    assert len(suggested(get, "q=white")) == 8
    assert len(suggested(get, "q=white&limit=20")) == 20
    response = get("suggest/?q=hit&limit=21")
    assert faults(response) == {"limit": "out_of_range"}
    assert "1 to 20" in response.json()["errors"][0]["message"]


def test_something_must_be_typed(get):
    assert faults(get("suggest/")) == {"q": "required"}
    assert faults(get("suggest/?q=")) == {"q": "blank"}
    assert faults(get(f"suggest/?q={'x' * 201}")) == {"q": "too_long"}
    assert faults(get("suggest/?q=x&cursor=x")) == {"cursor": "unknown"}


@pytest.mark.parametrize("count", [3, 60])
def test_suggestions_cost_one_query(get, stories, django_assert_num_queries, count):
    preserve_one_title(count)
    known_names()
    with django_assert_num_queries(1):
        assert len(get("suggest/?q=white&limit=20").json()["results"]) == min(count, 20)
