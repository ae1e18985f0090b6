"""A file of many batches: what is refused in one leaves the others alone."""

from typing import Any
from uuid import uuid4

import pytest

from core.models import PublishedItem
from news.models import NewsPage
from tests import factories
from tests.news.import_runner import ARABIC, line

# Twenty seconds; test_import_pairs has thirty lines on both databases.
pytestmark = [pytest.mark.any_database, pytest.mark.slow]


# With real commits, as in life: within one transaction PostgreSQL retains every dead row of the
# search index, and each new page makes it read them all.
@pytest.mark.django_db(transaction=True)
def test_two_hundred_lines_with_three_bad_ones_and_again(run):
    factories.make_forum("en", title="Hit", slug="hit")
    lines: list[Any] = []
    for number in range(100):
        work = str(uuid4())
        lines.append(line(work=work, title=f"Story {number}", forums=["hit"]))
        lines.append(line(work=str(uuid4()), **ARABIC | {"title": f"خبر {number}"}))
    lines[16] = line(work=str(uuid4()), forums=["hitt"])
    lines[99] = b'{"lang": "en", '
    lines[198] = line(work=str(uuid4()), published_at="soon")
    summary = run(*lines)
    assert summary == "197 stories imported (197 new, 0 updated, 0 unchanged), 3 refused.\n"
    assert [reason.split(":")[0] for reason in run.reasons] == ["line 17", "line 100", "line 199"]
    assert run.failed
    assert PublishedItem.objects.public().of_type("news").count() == 197
    summary = run(*lines)
    assert summary == "197 stories imported (0 new, 0 updated, 197 unchanged), 3 refused.\n"
    assert NewsPage.objects.count() == 197
