"""PostgreSQL is stopped or frozen: what is cached goes on, all else is refused soon."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.clusters import Cluster
from tests.cms import paragraphs
from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer, Browser
from tests.faults.services.ground import Ground
from tests.faults.services.measuring import ms, repeat
from tests.faults.services.sites import Site, edit_address, opened, until

EXPECTED = (
    "cached pages and answers go on; all else 503 with Retry-After in 3 s, in its language; what "
    "was typed comes back; /livez at once; /readyz 503 in 2 s; well 5 s after its return"
)
LIVE, READY, REFUSED, WELL = 0.5, 2.0, 3.0, 5.0
BUSY = 1.0  # seconds that a busy machine may add
TYPED = "ورشة في هيت عن المياه"
API = "/api/v1/news/?lang=en&limit=3"
OFTEN = 12  # asked beforehand, so that each process has it


@contextmanager
def stopped(cluster: Cluster) -> Iterator[None]:
    cluster.stop()
    try:
        yield
    finally:
        cluster.start()


FAULTS: dict[str, Callable[[Cluster], AbstractContextManager[None]]] = {
    "PostgreSQL is stopped": stopped,
    "PostgreSQL is frozen: it accepts and never answers": Cluster.frozen,
}


@promise("database")
def tried(ground: Ground) -> Iterator[Row]:
    if not ground.has_postgresql():
        yield Row("PostgreSQL", EXPECTED, skipped="PostgreSQL is not installed")
        return
    site = ground.site("postgresql")
    site.start()
    editor = site.browser("editor")
    for number, (fault, harm) in enumerate(FAULTS.items()):
        row = Row(fault, EXPECTED)
        reader, story = site.browser(), site.stories[number]
        for path in (story["path"], API) * OFTEN:
            reader.get(path)
        form = opened(editor, story["pk"], TYPED, "typed", body=paragraphs(TYPED))
        with harm(ground.cluster):
            _look_while_away(row, site, reader, story["path"], number)
            _look_at_form(row, editor.post(edit_address(story["pk"]), form))
        _look_afterwards(row, reader, editor)
        yield row
    site.stop()


def _look_while_away(row: Row, site: Site, reader: Browser, path: str, number: int) -> None:
    _timed(row, "/livez", reader.get("/livez"), 200, LIVE)
    _timed(row, "/readyz", reader.get("/readyz"), 503, READY)
    for name, asked in (("page", path), ("API answer", API)):
        cached = repeat(lambda asked=asked: reader.get(asked))
        row.expect(cached.have(200), f"a cached {name} answered {cached.statuses}")
        row.see(f"cached {name}: {cached.statuses} in {ms(cached.median)}")
    # Never asked for before.
    uncached = {site.stories[4 + number]["path"]: "en", ("/ar/forums/", "/ar/news/")[number]: "ar"}
    for asked, lang in uncached.items():
        page = reader.get(asked)
        _timed(row, asked, page, 503, REFUSED)
        html = page.page.html
        row.expect(html and html.get("lang") == lang, f"{asked} answered in another language")
        row.expect("Retry-After" in page.headers, f"{asked} has no Retry-After")
    problem = reader.get(f"/api/v1/news/?lang=ar&limit={4 + number}")
    _timed(row, "API", problem, 503, REFUSED)
    kind = problem.headers.get("Content-Type", "")
    row.expect(kind == "application/problem+json", f"the API answered as {kind}")
    row.expect("Retry-After" in problem.headers, "the API has no Retry-After")
    sign_in = site.browser().get("/admin/login/")
    row.expect(sign_in.seconds < REFUSED + BUSY, f"sign-in took {ms(sign_in.seconds)}")


def _look_at_form(row: Row, answer: Answer) -> None:
    _timed(row, "an editor's form", answer, 503, REFUSED)
    field = answer.page.select_one("input[name=title], textarea[name=title]")
    text = (field.get("value") or field.get_text()) if field else ""
    row.expect(TYPED in text, "what the editor typed did not come back")


def _look_afterwards(row: Row, reader: Browser, editor: Browser) -> None:
    began = time.monotonic()
    for asked in ("/readyz", "/en/news/?page=1", "/ar/", "/api/v1/news/?limit=5"):
        until(lambda asked=asked: reader.get(asked).status == 200, WELL + BUSY)
        row.expect(reader.get(asked).status == 200, f"{asked} is not well after its return")
    signed_in = until(editor.is_signed_in, WELL + BUSY)
    row.expect(signed_in is not None, "the editor is signed out")
    row.see(f"well {ms(time.monotonic() - began)} after its return")


def _timed(row: Row, name: str, answer: Answer, status: int, within: float) -> None:
    row.expect(answer.status == status, f"{name} answered {answer.status}")
    row.expect(answer.seconds < within + BUSY, f"{name} took {ms(answer.seconds)}")
    row.see(f"{name} {answer.status} in {ms(answer.seconds)}")
