"""The SQL of lists seeks an index in the order of the list; nothing is scanned or sorted."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from api.cursors import Cursor
from api.listing import ORDERS, Keys, count_of, keys_in_order
from api.tables import Selection
from tests.item_rows import fill_items

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)
MIDDLE = START - timedelta(hours=1000)
PLACES = {
    "published_at": (int(MIDDLE.timestamp()) * 1_000_000, 500),
    "seq": (1000,),
}


@pytest.fixture(scope="module", autouse=True)
def many_rows(once):
    fill_items(START)


def pages(order):
    """A list's first page, and those after and before a place in its middle."""
    place = PLACES[order.column]
    return None, Cursor(place), Cursor(place, is_backward=True)


def plan_of(keys):
    explain = "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # It would read so small a table whole; what counts is that it need not.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            explain = "EXPLAIN"
        cursor.execute(f"{explain} {keys.sql}", keys.params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def assert_sought(plan):
    for sign in ("Seq Scan", "Sort", "TEMP B-TREE", "SCAN "):
        assert sign not in plan


NEWS, ARABIC = ("news",), ("ar",)
TOPIC, GOVERNORATE = ("topic", "topic-3"), ("governorate", "governorate-3")


@pytest.mark.parametrize(
    ("selection", "index"),
    [
        (Selection(NEWS), "core_shelf_type_"),
        (Selection(NEWS, ARABIC), "core_shelf_type_lang_"),
        (Selection(NEWS, ARABIC, "en"), "core_shelf_type_"),
        (Selection(NEWS, updated_since=START), "core_shelf_type_"),
    ],
)
def test_every_page_of_every_order_is_sought(selection, index):
    for order in ORDERS.values():
        for page in pages(order):
            plan = plan_of(keys_in_order(selection, order, page, 21))
            # Numbers have an index of their own, which PostgreSQL may take as well.
            assert index in plan or "seq_key" in plan
            assert_sought(plan)


@pytest.mark.parametrize(
    ("selection", "index"),
    [
        (Selection(NEWS, facets=(TOPIC,)), "core_shelf_facet_any_newest"),
        (Selection(NEWS, ARABIC, facets=(TOPIC,)), "core_shelf_facet_newest"),
        (
            Selection(NEWS, ARABIC, published_after=MIDDLE - timedelta(hours=900)),
            "core_shelf_type_lang_newest",
        ),
        (
            Selection(NEWS, published_after=START - timedelta(days=80), published_before=START),
            "core_shelf_type_newest",
        ),
    ],
)
def test_filters_by_name_and_date_are_sought_in_their_order(selection, index):
    order = ORDERS["-published_at"]
    for page in pages(order):
        plan = plan_of(keys_in_order(selection, order, page, 21))
        assert index in plan
        assert_sought(plan)


def test_a_page_between_dates_is_bounded_by_its_cursor_alone():
    """Two bounds on one side, and the database would seek one and read on to the other."""
    selection = Selection(NEWS, published_after=MIDDLE, published_before=START)
    cursor = Cursor(PLACES["published_at"])
    sql = keys_in_order(selection, ORDERS["-published_at"], cursor, 21).sql
    assert sql.count("published_at <") == 2  # the cursor's own two
    assert sql.count("published_at >=") == 1


def test_further_filters_are_looked_up_item_by_item():
    selection = Selection(NEWS, facets=(TOPIC, GOVERNORATE))
    plan = plan_of(keys_in_order(selection, ORDERS["-published_at"], None, 21))
    assert "core_shelf_facet" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    "selection", [Selection(NEWS), Selection(NEWS, ARABIC), Selection(NEWS, facets=(TOPIC,))]
)
def test_counting_reads_an_index_alone(selection):
    plan = plan_of(Keys(*count_of(selection), is_descending=False))
    assert "core_shelf_" in plan
    assert "Seq Scan on core_shelfitem" not in plan
