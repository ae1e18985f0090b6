"""A story is withdrawn behind nginx, as deploy/nginx configures it: gone for readers in time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import serve

from benchmarks.processes import BrokenError
from benchmarks.slow_clients.proxy import configure, proxied, require_nginx
from benchmarks.slow_clients.target import Target
from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Browser
from tests.faults.services.ground import Ground
from tests.faults.services.sites import PUBLISH, Site, add, id_of, until

EXPECTED = "its text is nowhere two seconds after the withdrawal is acknowledged"
TRIALS, STOPPED = 100, 20  # in so many of them the database is stopped at once
BOUND = 2.0
_LONGER = 0.4  # readers go on asking for so long after the bound
_PAUSE = 0.04
WELL = 15.0


@dataclass
class Watch:
    """Readers who ask for some addresses again and again, and when they saw a text last."""

    address: str
    paths: tuple[str, ...]
    text: str
    seen_at: float = 0.0
    asked: int = 0
    statuses: set[int] = field(default_factory=set)

    @contextmanager
    def watching(self) -> Iterator[None]:
        end = Event()
        readers = [Thread(target=self._read, args=(path, end)) for path in self.paths]
        for reader in readers:
            reader.start()
        try:
            yield
        finally:
            end.set()
            for reader in readers:
                reader.join()

    def _read(self, path: str, end: Event) -> None:
        browser = Browser(self.address)
        while not end.is_set():
            answer = browser.get(path)
            self.asked += 1
            self.statuses.add(answer.status)
            if self.text in answer.text:
                self.seen_at = max(self.seen_at, time.monotonic())
            time.sleep(_PAUSE)


@promise("proxy")
def tried(ground: Ground) -> Iterator[Row]:
    row = Row(
        f"a story is withdrawn behind nginx ({TRIALS} times; PostgreSQL stops in {STOPPED})",
        EXPECTED,
    )
    if not ground.has_postgresql() or not _has_nginx():
        row.skipped = "PostgreSQL or nginx is not installed"
        yield row
        return
    target = Target(serve.free_port(), is_tls=True)
    site = ground.site("postgresql", BASE_URL=target.base, BEHIND_PROXY="true")
    site.start()
    file = configure(site.folder / "nginx", target.base, site.served.port)
    with proxied(file, target.port):
        editor = Browser(target.base)
        signed_in = editor.sign_in("editor")
        row.expect(editor.is_signed_in(), f"signing in answered {signed_in.status}")
        watches = [_withdraw(row, ground, site, editor, number) for number in range(TRIALS)]
    late = [each for each in watches if each > BOUND]
    row.expect(not late, f"seen for longer in {len(late)} trials: {max(watches):.2f} s")
    row.see(f"gone after {max(watches):.2f} s at the latest, {sorted(watches)[TRIALS // 2]:.2f} s")
    differences = site.differences()
    row.expect(not differences, f"published items differ: {differences[:3]}")
    site.stop()
    yield row


def _withdraw(row: Row, ground: Ground, site: Site, editor: Browser, number: int) -> float:
    """Publish, let everybody read, withdraw; return for how many seconds the text is seen."""
    title = f"Withdrawn behind nginx {number}"
    # After an outage each process finds the database again when it is asked.
    added = until(lambda: add(editor, site, title, **PUBLISH).status == 302, WELL)
    row.expect(added is not None, f"{title} was not published in {WELL:.0f} s")
    page = f"/en/news/withdrawn-behind-nginx-{number}/"
    watch = Watch(editor.address, (page, "/en/news/", "/api/v1/news/?lang=en&limit=2"), title)
    pk = id_of(editor, site, title)
    with watch.watching():
        shown = until(lambda: watch.seen_at, WELL)
        row.expect(shown is not None, f"{page} was not read before: {sorted(watch.statuses)}")
        unpublish = f"/admin/pages/{pk}/unpublish/"
        gone = until(lambda: editor.post(unpublish, {}).status == 302, WELL)
        acknowledged = time.monotonic()
        row.expect(gone is not None, f"{title} was not withdrawn in {WELL:.0f} s")
        if number % (TRIALS // STOPPED) == 0:
            with ground.cluster.stopped():
                _wait_until(acknowledged + BOUND + _LONGER)
            until(lambda: editor.get("/readyz").status == 200, WELL)
        _wait_until(acknowledged + BOUND + _LONGER)
    return max(0.0, watch.seen_at - acknowledged)


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _has_nginx() -> bool:
    try:
        return bool(require_nginx())
    except BrokenError:
        return False
