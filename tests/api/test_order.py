"""Orders of lists, and pages that lead through each of them in both directions."""

import copy
from datetime import UTC, datetime, timedelta

import pytest

from core.models import PublishedItem
from tests import factories
from tests.api.test_lists import follow, titles
from tests.api.test_parameters import faults

ORDERS = {
    "-published_at": ["E", "D", "C", "B", "A"],
    "published_at": ["A", "B", "C", "D", "E"],
    "-updated_at": ["B", "D", "A", "E", "C"],
    "updated_at": ["C", "E", "A", "D", "B"],
    "relevance": ["E", "D", "C", "B", "A"],
}


@pytest.fixture(scope="module")
def made(once):
    """Five stories, published in the order of the alphabet and changed in another."""
    topic = factories.make_topic(slug="peace")
    days = {title: number for number, title in enumerate("ABCDE")}
    return {
        title: factories.make_story(
            title=title,
            summary="Word",
            topics=[topic],
            story_date=datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=days[title]),
        )
        for title in ORDERS["updated_at"]
    }


@pytest.fixture
def stories(db, made):
    return copy.deepcopy(made)


def query(order, *others):
    needed = ("q=word",) if order == "relevance" else ()
    return "&".join((f"order={order}", *needed, *others))


@pytest.mark.parametrize(("order", "expected"), ORDERS.items())
def test_a_list_is_in_the_order_that_is_asked_for(get, stories, order, expected):
    for others in ((), ("lang=en",), ("topic=peace",), ("lang=en", "topic=peace")):
        content = get(f"news/?{query(order, *others)}").json()
        assert titles(content) == expected, others
        assert content["count"] == 5


@pytest.mark.parametrize(("order", "expected"), ORDERS.items())
def test_pages_lead_through_every_order_and_back(get, stories, order, expected):
    for limit in (1, 2, 4, 5):
        there_and_back(get, order, expected, limit)


def there_and_back(get, order, expected, limit):
    url = f"http://testserver/api/v1/news/?{query(order, f'limit={limit}')}"
    forward = [expected[start : start + limit] for start in range(0, 5, limit)]
    assert follow(get, url) == forward
    while url:
        content = get(url.split("/api/v1/")[1]).json()
        last, url = content, content["next"]
    ahead = len(forward[-1])
    backward = [title for page in follow(get, last["previous"], "previous")[::-1] for title in page]
    assert backward == expected[: 5 - ahead]


@pytest.mark.parametrize("order", [order for order in ORDERS if order != "relevance"])
def test_what_is_added_while_paging_neither_skips_nor_repeats(get, stories, order):
    first = get(f"news/?{query(order, 'limit=2')}").json()
    factories.make_story(title="New", story_date=datetime(2027, 1, 1, tzinfo=UTC))
    factories.make_story(title="Old", story_date=datetime(2025, 1, 1, tzinfo=UTC))
    rest = [title for page in follow(get, first["next"]) for title in page]
    found = [title for title in [*titles(first), *rest] if title not in {"New", "Old"}]
    assert found == ORDERS[order]


def test_a_change_brings_an_item_to_the_front_of_what_was_changed(get, stories):
    stories["C"].title = "C again"
    stories["C"].save_revision().publish()
    assert titles(get("news/?order=-updated_at").json())[0] == "C again"
    assert titles(get("news/?order=-published_at").json())[2] == "C again"


def test_items_of_one_moment_are_each_listed_once_in_both_directions(get, stories):
    PublishedItem.objects.filter(type="news").update(published_at=datetime(2026, 1, 1, tzinfo=UTC))
    for order in ("published_at", "-published_at"):
        pages = follow(get, f"http://testserver/api/v1/news/?order={order}&limit=2")
        assert sorted(title for page in pages for title in page) == list("ABCDE")


def test_paging_stays_within_the_dates(get, stories):
    dates = "published_after=2026-01-02&published_before=2026-01-05&limit=1"
    for order, expected in (("-published_at", "DCB"), ("published_at", "BCD")):
        url = f"http://testserver/api/v1/news/?order={order}&{dates}"
        assert follow(get, url) == [[title] for title in expected]


def test_the_usual_order_may_be_named(get, stories):
    named, unnamed = get("news/?order=-published_at&limit=1"), get("news/?limit=1")
    assert named.json()["next"] == unnamed.json()["next"]


def test_relevance_needs_words(get):
    assert faults(get("news/?order=relevance")) == {"order": "needs_q"}


@pytest.mark.parametrize("order", ["", "title", "-Published_at", "--published_at", "+published_at"])
def test_an_order_that_there_is_not_is_refused_with_those_that_are(get, order):
    response = get(f"news/?order={order}")
    assert faults(response) == {"order": "unsupported"}
    assert "-published_at, published_at, -updated_at" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_costs_one_query(get, stories, django_assert_max_num_queries, order):
    most = 2 if order == "relevance" else 1  # the names are read once a second at most
    with django_assert_max_num_queries(most):
        following = get(f"news/?{query(order, 'limit=2')}").json()["next"]
    with django_assert_max_num_queries(most):
        get(following.split("/api/v1/")[1])


def test_a_page_after_a_publication_counts_anew(get, stories, django_assert_num_queries):
    following = get("news/?limit=2").json()["next"]
    factories.make_story()
    with django_assert_num_queries(2):
        assert get(following.split("/api/v1/")[1]).json()["count"] == 6
