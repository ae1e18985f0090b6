"""Filters of lists: each narrows the list, together they must all hold, and none is guessed at."""

import copy
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from core.models import Governorate, PublishedItem
from tests import factories
from tests.api.test_lists import titles
from tests.api.test_parameters import faults


def story(title, **fields):
    return factories.make_story(title=title, body=[], **fields)


def listed(get, query, collection="news"):
    response = get(f"{collection}/?{query}")
    assert response.status_code == 200, response.json()["errors"]
    content = response.json()
    assert content["count"] == len(content["results"])
    return titles(content)


@pytest.fixture(scope="module")
def made(once):
    """A story for each name, one that has them all, and one without any."""
    forum = factories.make_forum(title="Hit Forum", slug="hit-forum")
    factories.make_forum("ar", translation_key=forum.work, title="منتدى هيت", slug="منتدى-هيت")
    names = {
        "forums": [forum],
        "topics": [factories.make_topic(slug="peace")],
        "governorate": Governorate.objects.get(slug="anbar"),
        "partner_organisations": [factories.make_organisation(slug="upp")],
    }
    for number, (name, value) in enumerate(names.items()):
        story(f"Only {name}", story_date=day(number + 1), **{name: value})
    story("All", story_date=day(9), **names)
    story("None", story_date=day(8))
    return names


@pytest.fixture
def names(db, made):
    return copy.deepcopy(made)


def day(number):
    return datetime(2026, 1, number, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("forum=hit-forum", "forums"),
        ("topic=peace", "topics"),
        ("governorate=anbar", "governorate"),
        ("organisation=upp", "partner_organisations"),
    ],
)
def test_a_filter_leaves_what_has_that_name(get, names, query, name):
    assert listed(get, query) == ["All", f"Only {name}"]
    assert listed(get, f"{query}&order=-updated_at") == ["All", f"Only {name}"]
    assert listed(get, f"{query}&lang=ar") == []


def test_filters_together_must_all_hold(get, names):
    assert listed(get, "topic=peace&governorate=anbar&organisation=upp&forum=hit-forum") == ["All"]
    assert listed(get, "topic=peace&published_before=2026-01-05") == ["Only topics"]
    assert listed(get, "topic=peace&q=all") == ["All"]
    assert listed(get, "topic=peace&q=none") == []
    assert listed(get, "topic=peace&updated_since=2100-01-01") == []


def test_a_forum_is_named_by_its_work_or_by_its_slug_in_either_language(get, names):
    work = str(names["forums"][0].work)
    arabic = "منتدى-هيت"
    for value in (work, work.upper(), arabic, quote(arabic), quote(quote(arabic)), "%20hit-forum"):
        assert listed(get, f"forum={value}") == ["All", "Only forums"], value


def test_the_forum_that_manages_a_council_finds_it(get):
    forum = factories.make_forum(slug="its-forum")
    factories.make_council(managing_forum=forum, title="Its council")
    factories.make_council()
    assert listed(get, "forum=its-forum", "councils") == ["Its council"]


def test_links_to_other_pages_name_a_forum_by_its_work(get, names):
    response = get("news/?forum=hit-forum&limit=1")
    assert f"?forum={names['forums'][0].work}&limit=1&cursor=" in response.json()["next"]


@pytest.mark.parametrize(
    "query",
    [
        "forum=x", "forum=", "forum=00000000-0000-0000-0000-000000000000", "forum=منتدى",
        "topic=x", "topic=", "topic=Peace", "topic=peace,x", "topic=%25", "governorate=Iraq",
        "organisation=x", f"topic={'x' * 5000}",
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_refused_with_those_that_are(get, names, query):
    parameter = query.split("=")[0]
    response = get(f"news/?{query}")
    assert faults(response) == {parameter: "unsupported"}
    message = response.json()["errors"][0]["message"]
    known = {
        "forum": "hit-forum, منتدى-هيت",
        "topic": "peace",
        "governorate": "anbar",
        "organisation": "upp",
    }
    assert f"Allowed: {known[parameter]}" in message
    assert f"/api/v1/{parameter}s/" in message
    assert len(message) < 500


def test_of_many_names_an_error_lists_some(get):
    for governorate in Governorate.objects.all():
        factories.make_forum(governorate=governorate)
    message = get("news/?governorate=x").json()["errors"][0]["message"]
    assert len(message.split("Allowed: ")[1].split(", …")[0].split(", ")) == 15


def test_a_forum_is_found_by_each_slug_while_one_of_its_languages_is_public(get, names):
    names["forums"][0].unpublish()
    assert listed(get, "forum=hit-forum") == ["All", "Only forums"]
    assert listed(get, f"forum={quote('منتدى-هيت')}") == ["All", "Only forums"]


def test_a_new_name_can_be_asked_for_as_soon_as_something_public_shows_it(get, names):
    water = factories.make_topic(slug="water")
    assert faults(get("news/?topic=water")) == {"topic": "unsupported"}
    story("Water", topics=[water])
    assert listed(get, "topic=water") == ["Water"]
    assert listed(get, "topic=water", "councils") == []


def test_an_item_whose_time_is_up_is_in_no_list(get, names):
    over = datetime(2026, 1, 1, tzinfo=UTC)
    PublishedItem.objects.filter(title="All").update(expires_at=over)
    factories.make_page()  # the publication state changes
    for query in ("", "order=updated_at", "topic=peace", "topic=peace&governorate=anbar", "q=all"):
        assert "All" not in listed(get, query)
    assert get("search/?q=all").json()["results"] == []
    assert get("suggest/?q=all").json()["results"] == []


def test_an_item_whose_time_is_still_to_come_is_in_the_lists(get, names):
    soon = datetime.now(UTC) + timedelta(days=1)
    PublishedItem.objects.filter(title="All").update(expires_at=soon)
    assert listed(get, "topic=peace&governorate=anbar") == ["All"]
