"""Several works asked for at once: in lists, and in changes."""

from uuid import uuid4

import pytest
from django.db import connection

from api.ids import read_ids
from api.listing import ORDERS, count_of, keys_in_order
from api.tables import Selection
from tests import factories
from tests.api.test_parameters import faults

NEWS = ("news",)


@pytest.fixture(scope="module")
def works(once):
    """Three works in both languages, and some more."""
    pairs = [factories.make_pair() for _ in range(3)]
    for _ in range(3):
        factories.make_story()
    return [str(english.work) for english, _arabic in pairs]


def found(get, query, path="news/"):
    response = get(f"{path}?{query}")
    assert response.status_code == 200, response.content
    return sorted(item["id"] for item in response.json()["results"])


def test_works_are_given_in_all_languages_and_items_in_one(get, works):
    one, two, _three = works
    assert found(get, f"ids={one}") == [f"{one}:ar", f"{one}:en"]
    assert found(get, f"ids={one},{two}:ar") == sorted([f"{one}:ar", f"{one}:en", f"{two}:ar"])
    assert found(get, f"ids={one}:en,{two}:AR-iq") == sorted([f"{one}:en", f"{two}:ar"])
    assert found(get, f"ids={one},{one}:ar, {one.upper()} ") == [f"{one}:ar", f"{one}:en"]
    assert found(get, f"ids={one},{two}&lang=ar") == sorted([f"{one}:ar", f"{two}:ar"])
    assert found(get, f"ids={one},{uuid4()},{uuid4()}:en") == [f"{one}:ar", f"{one}:en"]
    assert found(get, f"ids={uuid4()}") == []
    assert found(get, f"ids={one}", path="forums/") == []


def test_ids_go_with_other_filters_with_fields_and_with_pages(get, works):
    topic = factories.make_topic(slug="water")
    story = factories.make_story(topics=[topic], title="Of water")
    asked = f"ids={','.join([*works, str(story.work)])}"
    assert found(get, f"{asked}&topic=water") == [f"{story.work}:en"]
    assert found(get, f"{asked}&q=water") == [f"{story.work}:en"]
    assert found(get, f"{asked}&lang=ar&fallback=en") == sorted(
        [*(f"{work}:ar" for work in works), f"{story.work}:en"]
    )
    for order in (*ORDERS, "-published_at"):
        url, seen = f"news/?{asked}&order={order}&limit=2&fields=id", []
        while url:
            page = get(url.removeprefix("http://testserver/api/v1/")).json()
            assert page["count"] == 7
            seen += [item["id"] for item in page["results"]]
            url = page["next"]
        assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        ("", "malformed"),
        ("x", "malformed"),
        ("{one},x", "malformed"),
        ("{one},", "malformed"),
        ("{one}:", "malformed"),
        ("{one}:fr", "malformed"),
        ("{one}:en:ar", "malformed"),
        ("{one};{one}", "malformed"),
        (",".join(["{one}"] * 101), "too_many"),
    ],
)
@pytest.mark.parametrize("path", ["news/", "forums/", "councils/", "pages/", "changes/"])
def test_what_is_no_id_is_refused_and_named(get, works, path, ids, code):
    response = get(f"{path}?ids={ids.format(one=works[0])}")
    assert faults(response) == {"ids": code}
    if ids.endswith(("x", "fr")):
        assert f"“{'x' if ids.endswith('x') else works[0]}" in response.json()["detail"]


def test_a_hundred_ids_fit_into_an_address_and_into_its_links(get, works):
    more = [f"{uuid4()}:en" for _ in range(97)]
    page = get(f"news/?ids={','.join([*works, *more])}&limit=1").json()
    assert page["count"] == 6
    assert len(page["next"]) < 8190
    assert get(page["next"].removeprefix("http://testserver/api/v1/")).json()["count"] == 6


def changes(get, query):
    response = get(f"changes/?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def entries(page):
    return [
        (entry["op"], entry["item"]["id"] if entry["op"] == "upsert" else entry["id"])
        for entry in page["results"]
    ]


def test_changes_of_these_works_alone_and_their_withdrawals(get):
    story, other = factories.make_story(), factories.make_story()
    asked = f"ids={story.work}"
    first = changes(get, asked)
    assert entries(first) == [("upsert", f"{story.work}:en")]
    story.title = "New"
    story.save_revision().publish()
    other.unpublish()
    second = changes(get, f"{asked}&cursor={first['next_cursor']}")
    assert [entry["item"]["title"] for entry in second["results"]] == ["New"]
    story.unpublish()
    third = changes(get, f"{asked}&cursor={second['next_cursor']}")
    assert entries(third) == [("delete", f"{story.work}:en")]


def test_a_cursor_of_changes_is_bound_to_the_ids_however_they_are_written(get):
    one, two = (str(factories.make_story().work) for _ in range(2))
    cursor = changes(get, f"ids={one},{two}")["next_cursor"]
    assert changes(get, f"ids={two},{one.upper()},{two}&cursor={cursor}")["results"] == []
    for query in (f"ids={one}&", ""):
        assert faults(get(f"changes/?{query}cursor={cursor}")) == {"cursor": "invalid_cursor"}


def test_pages_of_changes_keep_the_ids_and_the_fields(get, works):
    ids = f"{works[0]},{works[1]}:ar"
    page = changes(get, f"ids={ids}&fields=id,title&limit=2")
    assert [list(entry["item"]) for entry in page["results"]] == [["id", "title"]] * 2
    link = get(f"changes/?ids={ids}&fields=id,title&limit=2")["Link"]
    rest = get(link.partition(">")[0].removeprefix("<http://testserver/api/v1/")).json()
    assert [list(entry["item"]) for entry in rest["results"]] == [["id", "title"]]
    assert not rest["has_more"]


@pytest.mark.parametrize("order", ORDERS)
def test_works_are_looked_up_by_their_index(works, order):
    ids = read_ids(f"{works[0]},{works[1]}:ar")
    for lang in ((), ("ar",)):
        selection = Selection(NEWS, lang, ids=ids)
        for keys in (
            keys_in_order(selection, ORDERS[order], None, 21)[:2],
            count_of(selection),
        ):
            found = plan(*keys)
            assert "(work=?" in found or "core_shelf_work_lang" in found
            assert "SCAN item" not in found


def plan(sql, params):
    explain = "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows it would read whole; what counts is that it need not.
            cursor.execute("SET LOCAL enable_seqscan = off")
            explain = "EXPLAIN"
        cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
