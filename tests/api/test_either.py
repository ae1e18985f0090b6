"""`topic=a,b`: items that have any of several topics, each once, in every order."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from api.listing import ORDERS, keys_in_order
from api.tables import Selection
from core.models import ItemFacet, PublishedItem
from tests import factories
from tests.api.test_parameters import faults
from tests.item_rows import fill_items

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def topics(db):
    """Stories of no topic, of one, of two and of three."""
    made = {slug: factories.make_topic(slug=slug) for slug in ("a", "b", "c")}
    for number, slugs in enumerate(["", "a", "ab", "b", "abc", "c", "ac"]):
        story = factories.make_story(
            title=f"{number}{slugs}", topics=[made[slug] for slug in slugs],
            # Some have the same date.
            story_date=datetime(2020, 1, 1 + number // 2, tzinfo=UTC),
        )  # fmt: skip
        if number % 2:
            factories.make_story("ar", translation_key=story.work, topics=story.topics.all())
    return made


def walk(get, query):
    """Return all titles of a list, a page at a time, and check that the way back is the same."""
    url, pages, last = f"news/?limit=2&{query}", [], ""
    while url:
        page = get(url).json()
        pages.append([item["id"] for item in page["results"]])
        last, url = url, page["next"] and page["next"].split("/v1/")[1]
    found = [each for page in pages for each in page]
    assert page["count"] == len(found) == len(set(found))
    back, url = [pages[-1]], get(last).json()["previous"]
    while url:
        page = get(url.split("/v1/")[1]).json()
        back.insert(0, [item["id"] for item in page["results"]])
        url = page["previous"]
    assert [each for page in back for each in page] == found
    return found


@pytest.mark.parametrize("order", [*ORDERS])
@pytest.mark.parametrize(
    "more", ["", "&lang=en", "&lang=ar&fallback=en", "&published_after=2020-01-02"]
)
def test_each_item_is_there_once_and_in_its_place(get, topics, order, more):
    whole = [item["id"] for item in get(f"news/?limit=100&order={order}{more}").json()["results"]]
    for asked, wanted in (("a,b", "ab"), ("b,c,a", "abc"), ("c,b,c", "bc")):
        among = {
            each for slug in wanted
            for each in walk(get, f"topic={slug}&order={order}{more}")
        }  # fmt: skip
        found = walk(get, f"topic={asked}&order={order}{more}")
        assert found == [each for each in whole if each in among]


def test_any_of_several_goes_with_other_filters(get, topics):
    forum = factories.make_forum()
    factories.make_story(title="Of it", topics=[topics["a"]], forums=[forum])
    factories.make_story(title="Not of it", topics=[topics["c"]], forums=[forum])
    [item] = get(f"news/?topic=a,b&forum={forum.work}").json()["results"]
    assert item["title"] == "Of it"
    [item] = get("news/?topic=a,b&q=of").json()["results"]
    assert item["title"] == "Of it"
    assert get("news/?topic=a,b&q=of&order=relevance").json()["count"] == 1


def test_old_slugs_count_and_a_withdrawn_topic_adds_nothing(get, topics):
    gone = factories.make_topic(slug="gone")
    factories.make_story(topics=[gone]).unpublish()
    before = walk(get, "topic=a,b")
    topics["a"].slug = "z"
    topics["a"].save()
    assert walk(get, "topic=a,b") == walk(get, "topic=z,b,a") == walk(get, "topic=b,gone,z")
    assert len(before) == len(walk(get, "topic=z,b"))
    assert walk(get, "topic=gone,a") == walk(get, "topic=z")
    assert get("news/?topic=gone,gone").json()["count"] == 0


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("topic=a,nobodys", "unsupported"),
        ("topic=a,", "unsupported"),
        ("topic=a&topic=b", "repeated"),
        (f"topic={','.join(['a'] * 21)}", "too_many"),
    ],
)
def test_what_is_not_understood_is_refused(get, topics, query, code):
    response = get(f"news/?{query}")
    assert faults(response) == {"topic": code}
    if "nobodys" in query:
        assert "“nobodys”" in response.json()["detail"]


def test_links_name_each_topic_once(get, topics):
    page = get("news/?topic=b,a,b&limit=1").json()
    assert "topic=a,b&" in page["next"] or "topic=b,a&" in page["next"]


def test_each_topic_is_sought_by_itself_among_many_items(db):
    fill_items(START)
    selection = Selection(("news",), either=("topic", ("topic-1", "topic-3")))
    keys = keys_in_order(selection, ORDERS["-published_at"], None, 21)
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"{explain} {keys.sql}", keys.params)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
        cursor.execute(keys.sql, keys.params)
        found = [row[0] for row in cursor.fetchall()]
    assert plan.count("core_shelf_facet_any_newest") == 2
    facets = ItemFacet.objects.filter(kind="topic", key__in=["topic-1", "topic-3"])
    # Those rows have facets whether they are public or not.
    newest = PublishedItem.objects.filter(pk__in=facets.values("item"), type="news")
    newest = newest.exclude(expires_at__lte=timezone.now())
    assert found == list(newest.newest_first().values_list("pk", flat=True)[:21])
