"""Sync: what reading the changes costs, and that nobody who commits late is skipped."""

import re
from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.utils import timezone

from core.models import PublicationCounter, PublishedItem
from core.publication.counter import next_seqs
from core.publication.state import forget_state
from tests import factories
from tests.api.following import Copy


@pytest.mark.parametrize("count", [3, 12])
def test_a_page_of_changes_needs_one_query(get, cold_queries, count):
    for _ in range(count):
        factories.make_story()
    with cold_queries(1):
        cursor = get("changes/?limit=2").json()["next_cursor"]
    with cold_queries(1):
        assert len(get(f"changes/?cursor={cursor}").json()["results"]) == count


@pytest.mark.parametrize("query", ["", "lang=ar", "type=council", "lang=en&type=news,forum"])
@pytest.mark.parametrize("seq", [None, 1500])
def test_the_numbers_are_sought_and_nothing_is_scanned(get, query, seq):
    address = f"changes/?{query}&limit=20"
    if seq is not None:
        PublicationCounter.objects.update(value=seq)
        forget_state()
        address += f"&cursor={get(f'changes/?{query}').json()['next_cursor']}"
    _make_many_rows()
    plan = _plan_of(lambda: get(address))
    if connection.vendor == "postgresql":
        assert "Seq Scan on core_shelfitem" not in plan
        assert "core_shelf_expiring" in plan
    else:
        sought = re.findall(r"(?:SEARCH|SCAN) core_shelfitem.*", plan)
        ended, moved, *_state = [line.partition("INDEX ")[2] for line in sought]
        assert ended == "core_shelf_expiring (expires_at>? AND expires_at<?)"
        assert moved.endswith("(seq>?)")


def _make_many_rows():
    first, now = next_seqs(2000), timezone.now()
    PublishedItem.objects.bulk_create(
        PublishedItem(
            work=uuid4(),
            lang="ar" if number % 3 else "en",
            type="news" if number % 40 else "council",
            is_public=number % 7 > 0,
            gone_since=now,
            seq=first + number,
            published_at=now - timedelta(hours=number),
            updated_at=now,
            full="{}",
        )
        for number in range(2000)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE core_shelfitem")


def _plan_of(ask):
    statements = []

    def note(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    sql, params = next(found for found in statements if '"full"' in found[0])
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer: nobody commits late"
)
@pytest.mark.django_db(transaction=True)
def test_a_late_commit_is_not_skipped(get):
    """One has taken a number and commits late, another waits for the next number meanwhile."""
    early = factories.make_story()
    copy = Copy(get)
    copy.follow()
    second = connections["default"].copy()
    try:
        second.set_autocommit(False)
        with second.cursor() as cursor:
            cursor.execute(
                "UPDATE core_shelfcounter SET value = value + 1 WHERE id = 1 RETURNING value"
            )
            number = cursor.fetchone()[0]
            cursor.execute(
                "UPDATE core_shelfitem SET seq = %s WHERE page_id = %s", [number, early.pk]
            )
        other = Thread(target=_make_story_alone)
        other.start()
        forget_state()
        assert copy.follow() == []
        other.join(0.5)
        assert other.is_alive()
        second.commit()
        other.join(20)
    finally:
        second.close()
    forget_state()
    first, later_one = copy.follow()
    assert first["item"]["id"] == f"{early.work}:en"
    assert first["seq"] == number < later_one["seq"]


def _make_story_alone():
    try:
        factories.make_story(title="Waited for its number")
    finally:
        connection.close()
