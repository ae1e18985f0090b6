"""A story is withdrawn and the database stops at once: its text is never seen again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer, Browser
from tests.faults.services.ground import Ground
from tests.faults.services.sites import PUBLISH, Site, add, id_of, until

EXPECTED = "from the moment that it is acknowledged no process shows its text again, by page or API"
TRIALS = 20
OFTEN = 8  # requests at once, so that each process is asked
WELL = 15.0


@promise("takedown")
def tried(ground: Ground) -> Iterator[Row]:
    row = Row(f"a story is withdrawn, then PostgreSQL stops ({TRIALS} times)", EXPECTED)
    if not ground.has_postgresql():
        row.skipped = "PostgreSQL is not installed"
        yield row
        return
    site = ground.site("postgresql")
    site.start()
    editor = site.browser("editor")
    shown, statuses = 0, set[int]()
    for number in range(TRIALS):
        shown += _withdraw(row, ground, site, editor, number, statuses)
    row.expect(not shown, f"its text was seen {shown} times")
    row.see(
        f"{TRIALS} withdrawals; asked meanwhile {sorted(statuses)}, its text seen {shown} times"
    )
    differences = site.differences()
    row.expect(not differences, f"published items differ: {differences[:3]}")
    site.stop()
    yield row


def _withdraw(
    row: Row, ground: Ground, site: Site, editor: Browser, number: int, statuses: set[int]
) -> int:
    """Publish, let everybody read, withdraw, stop; return how often the text is seen afterwards."""
    title = f"Withdrawn in trial {number}"
    added = add(editor, site, title, **PUBLISH)
    row.expect(added.status == 302, f"publishing answered {added.status}")
    listed = "/api/v1/news/?lang=en&limit=2"
    page = f"/en/news/withdrawn-in-trial-{number}/"
    paths = (page, "/en/news/", listed)
    with ThreadPoolExecutor(OFTEN) as crowd:
        before = list(crowd.map(lambda path: _fresh(site, path), paths * OFTEN))
        row.expect(title in before[0].text, f"{page} answered {before[0].status} before")
        pk = id_of(editor, site, title)
        gone = editor.post(f"/admin/pages/{pk}/unpublish/", {})
        row.expect(gone.status == 302, f"withdrawing answered {gone.status}")
        ground.cluster.stop()
        try:
            away = list(crowd.map(lambda path: _fresh(site, path), paths * OFTEN))
        finally:
            ground.cluster.start()
        until(lambda: site.browser().get("/readyz").status == 200, WELL)
        after = list(crowd.map(lambda path: _fresh(site, path), paths * OFTEN))
    statuses.update(answer.status for answer in away)
    return sum(title in answer.text for answer in away + after)


def _fresh(site: Site, path: str) -> Answer:
    """Ask with a connection of its own: each may reach another process."""
    return Browser(site.address).get(path)
