"""A search is narrowed and ordered as lists are, and shows how far it leads."""

import pytest

from api.views import lists
from core.models import Governorate
from tests import factories
from tests.api import contract
from tests.api.conftest import forget_everything
from tests.api.test_parameters import faults
from tests.item_rows import multiply


def test_a_search_shows_when_its_count_is_capped(get, monkeypatch):
    factories.make_story(title="Olive", story_date="2020-01-01T00:00:00Z")
    multiply(5)
    for path in ("search/?q=olive", "news/?q=olive&order=relevance"):
        content = get(path).json()
        assert (content["count"], content["count_is_capped"]) == (5, False)
    monkeypatch.setattr(lists, "MAX_HITS", 5)
    assert get("search/?q=Olive").json()["count_is_capped"] is False
    monkeypatch.setattr(lists, "MAX_HITS", 4)
    forget_everything()
    for path in ("search/?q=olive", "news/?q=olive&order=relevance"):
        content = get(path).json()
        assert (content["count"], content["count_is_capped"]) == (4, True)
        contract.check(get(path), f"/api/v1/{path.partition('?')[0]}")
    # In another order every hit can be reached.
    content = get("search/?q=olive&order=published_at").json()
    assert (content["count"], content["count_is_capped"]) == (5, False)
    assert "count_is_capped" not in get("news/?q=olive").json()
    contract.check(get("news/?q=olive"), "/api/v1/news/")


def found(get, query):
    response = get(f"search/?q=olive&{query}")
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["results"]]


@pytest.fixture
def olives(db):
    topic, other = factories.make_topic(slug="water"), factories.make_topic(slug="bread")
    forum = factories.make_forum(title="Olive forum", slug="hit", summary="Olive")
    partner = factories.make_organisation(slug="upp")
    anbar = Governorate.objects.get(slug="anbar")
    factories.make_story(
        title="Olive one", topics=[topic], forums=[forum], story_date="2019-05-01T00:00:00Z"
    )
    factories.make_story(
        title="Two", body=[("paragraph", "<p>Olive</p>")], topics=[topic, other],
        partner_organisations=[partner], governorate=anbar, story_date="2020-05-01T00:00:00Z",
    )  # fmt: skip
    factories.make_story(title="Olive three", topics=[other], story_date="2021-05-01T00:00:00Z")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("topic=water", {"Olive one", "Two"}),
        ("topic=bread,water", {"Olive one", "Two", "Olive three"}),
        ("topic=bread,water&governorate=anbar", {"Two"}),
        ("organisation=upp", {"Two"}),
        ("forum=hit", {"Olive one"}),
        ("type=forum", {"Olive forum"}),
        ("type=news&published_after=2020-01-01&published_before=2021-01-01", {"Two"}),
    ],
)
def test_a_search_is_narrowed_as_lists_are(get, olives, query, titles):
    assert set(found(get, query)) == titles
    assert set(found(get, f"{query}&order=-published_at")) == titles


def test_hits_can_be_led_through_by_date(get, olives):
    newest = ["Olive three", "Two", "Olive one"]
    assert found(get, "type=news&order=-published_at") == newest
    assert found(get, "type=news&order=published_at") == newest[::-1]
    assert found(get, "type=news&order=relevance") == found(get, "type=news") != newest
    for order in ("-published_at", "published_at", "relevance"):
        url, seen = f"search/?q=olive&type=news&topic=water,bread&order={order}&limit=1", []
        while url:
            page = get(url).json()
            assert page["count"] == 3
            assert page["results"][0]["highlight"]
            seen += [item["title"] for item in page["results"]]
            last, url = url, page["next"] and page["next"].split("/v1/")[1]
        assert seen == found(get, f"type=news&order={order}")
        back = get(last).json()["previous"].split("/v1/")[1]
        assert [item["title"] for item in get(back).json()["results"]] == [seen[1]]


def test_a_cursor_of_a_search_is_bound_to_what_narrows_it(get, olives):
    following = get("search/?q=olive&type=news&limit=1").json()["next"].split("/v1/")[1]
    for more in ("order=published_at", "topic=water", "published_after=2019-01-01"):
        assert faults(get(f"{following}&{more}")) == {"cursor": "invalid_cursor"}


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("order=updated_at", {"order": "unsupported"}),
        ("topic=x", {"topic": "unsupported"}),
        ("forum=x", {"forum": "unsupported"}),
        ("ids=x", {"ids": "unknown"}),
        (
            "published_after=2021-01-01&published_before=2020-01-01",
            {"published_after": "reversed", "published_before": "reversed"},
        ),
    ],
)
def test_what_a_search_does_not_take_is_refused(get, olives, query, refused):
    assert faults(get(f"search/?q=olive&{query}")) == refused
