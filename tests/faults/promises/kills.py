"""Web server and worker are killed again and again, while people save, publish and unpublish."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Browser
from tests.faults.services.ground import VENDORS, Ground
from tests.faults.services.sites import PUBLISH, Site, add, save, until

EXPECTED = (
    "all come back; nothing that was acknowledged is lost; published items agree with the pages"
)
KILLS = 52  # on each database
WELL = 30.0


@dataclass
class Work:
    """What one person did: titles that were acknowledged, and those that may have come through."""

    added: list[str] = field(default_factory=list)
    # By page: its last acknowledged title, then what was sent afterwards without an answer.
    titles: dict[int, list[str]] = field(default_factory=dict)
    live: dict[int, list[bool]] = field(default_factory=dict)
    acknowledged: int = 0
    unanswered: int = 0


@promise("kills")
def tried(ground: Ground) -> Iterator[Row]:
    for vendor in VENDORS if ground.has_postgresql() else VENDORS[:1]:
        row = Row(f"web server and worker are killed {KILLS} times ({vendor})", EXPECTED)
        site = ground.site(vendor)
        site.start()
        _play(row, site)
        site.stop()
        yield row


def _play(row: Row, site: Site) -> None:
    over = threading.Event()
    works, threads = [], []
    for number, name in enumerate(("editor", "colleague")):
        work = Work()
        for story in site.stories[4 * number : 4 * number + 4]:  # as they were before
            work.titles[story["pk"]], work.live[story["pk"]] = [story["title"]], [True]
        mine = site.stories[4 * number : 4 * number + 4]
        who = threading.Thread(target=_work, args=(site, site.browser(name), mine, work, over))
        works.append(work)
        threads.append(who)
    for who in threads:
        who.start()
    began = time.monotonic()
    try:
        longest = _kill(row, site)
    finally:
        over.set()
        for who in threads:
            who.join()
    row.see(
        f"{KILLS} kills in {time.monotonic() - began:.0f} s, back after {longest:.1f} s at most"
    )
    came_back = until(lambda: site.served.child("manage.py work"), WELL)
    row.expect(came_back is not None, "the worker did not come back")
    time.sleep(2)
    _compare(row, site, works)


def _kill(row: Row, site: Site) -> float:
    """Kill a web worker, the worker and the web server by turns; return the longest absence."""
    reader, longest = site.browser(), 0.0
    served = site.served
    targets = (
        served.newest_web_worker,
        lambda: served.child("manage.py work"),
        served.newest_web_worker,
        lambda: served.child("granian"),
    )
    for number in range(KILLS):
        served.kill(targets[number % len(targets)])
        back = until(lambda: reader.get("/livez").status == 200, WELL)
        row.expect(back is not None, f"not back after kill {number + 1}")
        longest = max(longest, back or WELL)
        time.sleep(1.2 + 0.2 * (number % 5))
    return longest


def _work(
    site: Site,
    browser: Browser,
    stories: list[dict[str, object]],
    work: Work,
    over: threading.Event,
) -> None:
    number = 0
    while not over.is_set():
        number += 1
        story = stories[number % len(stories)]
        pk = int(str(story["pk"]))
        title = f"{threading.current_thread().name} did {number}"
        if number % 5 == 0:
            if _is_acknowledged(work, add(browser, site, title, **PUBLISH).status):
                work.added.append(title)
        elif number % 5 == 3:
            answer = browser.post(f"/admin/pages/{pk}/unpublish/", {})
            _note(work.live, pk, False, _is_acknowledged(work, answer.status))
        else:
            answer = save(browser, story, title, **PUBLISH)
            is_done = _is_acknowledged(work, answer.status)
            _note(work.titles, pk, title, is_done)
            _note(work.live, pk, True, is_done)


def _is_acknowledged(work: Work, status: int) -> bool:
    if status == 302:
        work.acknowledged += 1
        return True
    work.unanswered += 1
    time.sleep(0.3)
    return False


def _note(known: dict, pk: int, value: object, is_acknowledged: bool) -> None:
    """What was acknowledged is certain; what came later without an answer may be so, too."""
    known[pk] = [value] if is_acknowledged else [*known[pk], value]


_READ = """
import json
from news.models import NewsPage
print(json.dumps({
    "titles": {page.pk: page.get_latest_revision_as_object().title
               for page in NewsPage.objects.all()},
    "live": {page.pk: page.live for page in NewsPage.objects.all()},
    "added": list(NewsPage.objects.filter(live=True).values_list("title", flat=True)),
}))
"""


def _compare(row: Row, site: Site, works: list[Work]) -> None:
    found = json.loads(site.shell(_READ).splitlines()[-1])
    for work in works:
        missing = set(work.added) - set(found["added"])
        row.expect(not missing, f"lost: {sorted(missing)}")
        for name, known in (("titles", work.titles), ("live", work.live)):
            for pk, possible in known.items():
                seen = found[name][str(pk)]
                row.expect(seen in possible, f"page {pk}: {name} {seen!r}, not of {possible[:5]!r}")
    acknowledged = sum(work.acknowledged for work in works)
    unanswered = sum(work.unanswered for work in works)
    row.see(f"{acknowledged} changes were acknowledged, {unanswered} requests got no such answer")
    differences = site.differences()
    row.expect(not differences, f"published items differ: {differences[:3]}")
