"""PostgreSQL's plans follow what long work has written."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from core.background.pacing import Pace
from core.databases import statistics


def _add_groups(pace: Pace, numbers: range) -> None:
    with pace.batch(len(numbers)):
        Group.objects.bulk_create(Group(name=f"Group {number}") for number in numbers)


def _expected_rows() -> int:
    """How many groups PostgreSQL expects there to be."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) SELECT * FROM auth_group")
        [[[plan]]] = cursor.fetchall()
    return int(plan["Plan"]["Plan Rows"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such statistics")
def test_postgresql_knows_how_many_rows_long_work_has_added():
    pace = Pace(most=600)
    _add_groups(pace, range(400))
    _add_groups(pace, range(400, 600))
    assert _expected_rows() == Group.objects.count()


@pytest.mark.django_db
def test_statistics_are_refreshed_whenever_what_was_written_has_doubled(monkeypatch):
    refreshed: list[int] = []
    written = 0
    monkeypatch.setattr(statistics, "refresh_statistics", lambda: refreshed.append(written))
    growth = statistics.Growth()
    for _batch in range(200):
        written += 20
        growth.add(20)
    assert refreshed == [500, 1000, 2000, 4000]
