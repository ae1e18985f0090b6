"""A name that is erased is in no file of the database that was made from it either."""

import pytest
from django.db import connection

from core.erasing.erase import erase
from core.erasing.phrases import Phrases
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

NAME = "Zaynabqx Obaydulq"
INDEXES = ("core_shelftext", "core_searchtext")


def words_of_index(table):
    """Return what is stored of an index, dead or alive, as bytes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT block FROM {table}_index_data")  # noqa: S608
            return b"".join(bytes(block) for (block,) in cursor.fetchall())
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [f"{table}_keys"])
        return bytes(cursor.fetchone()[0])


def values_in_statistics():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_vals::text, histogram_bounds::text, most_common_elems::text"
            " FROM pg_stats WHERE schemaname = 'public'"
        )
        return " ".join(text for row in cursor.fetchall() for text in row if text).lower()


def test_no_index_holds_it_afterwards():
    for number in range(3):
        factories.make_person(f"{NAME} {number}", f"{number} شخص")
        factories.make_story(title=f"{NAME} speaks, {number}", summary=f"About {NAME}.")
    assert all(b"obaydulq" in words_of_index(table) for table in INDEXES)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        assert "obaydulq" in values_in_statistics()
    erase(Phrases([NAME]))
    assert not any(b"obaydulq" in words_of_index(table) for table in INDEXES)
    if connection.vendor == "postgresql":
        assert "obaydulq" not in values_in_statistics()
