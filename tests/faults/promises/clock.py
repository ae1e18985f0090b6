"""A process has another time than the others: nothing is lost, and nobody gets what is outdated."""

import time
from collections.abc import Iterator

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer
from tests.faults.services.clocks import clock_ahead, has_compiler
from tests.faults.services.ground import Ground
from tests.faults.services.sites import PUBLISH, Site, add, save, until

EXPECTED = (
    "people sign in, save and publish; what is new is served to whoever asks again; the worker "
    "goes on; published items agree"
)
HOURS = {"two hours behind": -2, "two hours ahead": 2}


@promise("clock")
def tried(ground: Ground) -> Iterator[Row]:
    for fault, hours in HOURS.items():
        row = Row(f"after a restart the site's clock is {fault}", EXPECTED)
        if has_compiler():
            _try(row, ground.site("sqlite"), hours)
        else:
            row.skipped = "there is no C compiler"
        yield row
    if has_compiler() and ground.has_postgresql():
        yield _doctor(ground)


def _try(row: Row, site: Site, hours: int) -> None:
    site.start()
    editor = site.browser("editor")
    story = site.stories[0]
    save(editor, story, "At the right time", **PUBLISH)
    api = "/api/v1/news/?lang=en&limit=9"
    seen = {path: site.browser().get(path) for path in (story["path"], api)}
    site.stop()
    site.environment |= clock_ahead(site.folder, 3600 * hours)
    site.start()
    row.expect(site.browser().get(story["path"]).status == 200, "readers get no page")
    _publish(row, site, seen, hours)
    site.stop()


def _publish(row: Row, site: Site, seen: dict[str, Answer], hours: int) -> None:
    # The code of an app depends on the clock.
    editor = site.browser("colleague", ahead=3600 * hours)
    story = site.stories[0]
    saved = save(editor, story, "At the wrong time", **PUBLISH)
    row.expect(saved.status == 302, f"publishing answered {saved.status}")
    added = add(editor, site, "New at the wrong time", **PUBLISH)
    row.expect(added.status == 302, f"adding answered {added.status}")
    for path, before in seen.items():
        for name, header in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
            if validator := before.headers.get(name):
                again = site.browser().get(path, **{header: validator})
                is_new = again.status == 200 and "At the wrong time" in again.text
                row.expect(is_new, f"{path} with {header}: {again.status}, what is outdated")
                row.see(f"{path.partition('?')[0]} by {name}: {again.status}")
    # Those of all: the last one to be seen by its clock may have ended before the restart.
    beats = "from core.models import WorkerPulse as W; print(sum(w.beats for w in W.objects.all()))"
    first = site.shell(beats)
    goes_on = until(lambda: site.shell(beats) != first, 40)
    row.expect(goes_on is not None, "the worker does not beat")
    differences = site.differences()
    row.expect(not differences, f"published items differ: {differences[:3]}")


def _doctor(ground: Ground) -> Row:
    row = Row("the clock of the site and that of PostgreSQL differ by two hours", "doctor has it")
    site = ground.site("postgresql")
    site.environment |= clock_ahead(site.folder, 7200)
    began = time.monotonic()
    _status, output = site.manage("doctor")
    lines = [line for line in output.splitlines() if "clocks" in line]
    row.expect(any(line.startswith("ERROR") for line in lines), f"doctor: {output[:300]}")
    row.see(f"{lines[:1]} after {time.monotonic() - began:.0f} s")
    return row
