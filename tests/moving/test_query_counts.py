"""What a post costs the database: as many queries for each, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.background import pacing
from moving.writing.batches import BATCH
from tests.moving.exports import TEXT, Importer, item

pytestmark = pytest.mark.django_db

# Of one more post in a full batch; savepoints are no queries. It was 146 with them.
MOST = 30


@pytest.fixture(autouse=True)
def full_batches(monkeypatch):
    """Batches are as large as they may be, however slow this machine is."""
    monkeypatch.setattr(pacing, "LOCK_SECONDS", 1e9)
    monkeypatch.setattr("core.background.pacing.time.sleep", lambda _seconds: None)


def queries_of(run: Importer, posts: int) -> int:
    """Import posts up to this number; return how many queries that takes."""
    link = '<p>See <a href="http://www.old.example/archives/{}">before</a>.</p>'
    items = [
        item(number, content=f"{TEXT}{link.format(number - 1) if number > 1 else ''}")
        for number in range(1, posts + 1)
    ]
    with CaptureQueriesContext(connection) as captured:
        run(*items)
    assert run.status == 0, run.err
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def test_each_further_post_costs_few_queries(run):
    queries_of(run, BATCH)  # the batches have their size then, and everything is cached
    few, many = queries_of(run, 3 * BATCH), queries_of(run, 6 * BATCH)
    assert (many - few) / BATCH <= MOST


def test_posts_that_have_not_changed_cost_none(run):
    queries_of(run, 3 * BATCH)
    once = queries_of(run, 3 * BATCH)
    queries_of(run, 6 * BATCH)
    assert queries_of(run, 6 * BATCH) == once
