"""The trial of the move: an import beside the running server, of which others ask meanwhile."""

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.client import get_ok, send_request
from benchmarks.moving.exports import write_export
from benchmarks.processes import BrokenError, run
from benchmarks.servers import Server
from benchmarks.sites import Site
from benchmarks.workbench.trial import Filled

# Two of six works are drafts, whose texts can be saved.
WORKS = 60
READ = ("/en/news/", "/api/v1/news/?lang=en", "/en/")
# How often somebody asks or saves: people, not a load.
PAUSE = 0.2


@dataclass
class MoveTrial:
    """Imports `posts` posts into a site, and measures how long reading and saving take meanwhile.

    `waits` are the milliseconds of all requests, by who made them: "reader", "editor".
    """

    site: Site
    posts: int
    report: Callable[[str], None]
    waits: dict[str, list[float]] = field(default_factory=dict)
    imported: dict[str, Any] = field(default_factory=dict)

    def measure_all(self) -> None:
        filled = self._fill()
        file = self.site.folder / "posts.xml"
        write_export(file, self.posts)
        self.report(f"Importing {self.posts:,} posts of {file.stat().st_size / 1e6:.1f} MB")
        with Server(self.site) as server, _Meanwhile() as meanwhile:
            self.waits["reader"] = meanwhile.do(_reader(server.base))
            self.waits["editor"] = meanwhile.do(_editor(server.base, filled))
            self.imported = self._run("benchmarks.moving.importing", str(file), self._folder)
        if self.imported["posts"] != self.posts:
            raise BrokenError(f"{self.imported['posts']} of {self.posts} posts were imported")
        for who, error in meanwhile.failed.items():
            raise BrokenError(f"The {who} was refused while posts were imported: {error}")

    @property
    def _folder(self) -> str:
        return str(self.site.folder / "report")

    def _fill(self) -> Filled:
        self.report("Making somebody who saves texts")
        return Filled(**self._run("benchmarks.workbench.sample_works", str(WORKS)))

    def _run(self, module: str, *arguments: str) -> Any:
        """Run a module in a process of the site; return the JSON of the last line it writes."""
        output = run(sys.executable, "-m", module, *arguments, environment=self.site.environment())
        return json.loads(output.splitlines()[-1])

    @property
    def posts_a_second(self) -> float:
        return self.posts / float(self.imported["seconds"])

    @property
    def memory(self) -> float:
        """How much the import held at most beyond an idle process, in MB."""
        return float(self.imported["peak"] - self.imported["idle"])

    @property
    def values(self) -> dict[str, Any]:
        """The results as JSON values."""
        return self.imported | {
            "waits": {who: [round(each, 1) for each in found] for who, found in self.waits.items()}
        }


class _Meanwhile:
    """Does things again and again in threads of their own, until the block has ended."""

    def __init__(self) -> None:
        self.failed: dict[str, Exception] = {}
        self._is_over = threading.Event()
        self._threads: list[threading.Thread] = []

    def do(self, acts: "_Acts") -> list[float]:
        """Begin to do something; return the list to which its milliseconds are added."""
        taken: list[float] = []
        thread = threading.Thread(target=self._repeat, args=(acts, taken), daemon=True)
        self._threads.append(thread)
        thread.start()
        return taken

    def _repeat(self, acts: "_Acts", taken: list[float]) -> None:
        while not self._is_over.wait(PAUSE):
            act = acts.each[len(taken) % len(acts.each)]
            began = time.perf_counter()
            try:
                act()
            except (BrokenError, OSError) as error:
                self.failed[acts.who] = error
                return
            taken.append((time.perf_counter() - began) * 1000)

    def __enter__(self) -> "_Meanwhile":
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()


@dataclass(frozen=True)
class _Acts:
    """Who does something, and what, by turns."""

    who: str
    each: Sequence[Callable[[], object]]


def _reader(base: str) -> _Acts:
    return _Acts("reader", [lambda path=path: get_ok(base + path) for path in READ])  # type: ignore[misc]


def _editor(base: str, filled: Filled) -> _Acts:
    saved = iter(range(sys.maxsize))

    def save(path: str) -> None:
        body = urlencode({"value": f"Words that were saved here, number {next(saved)}"})
        answer = send_request(base + path, filled.headers, "PUT", body)
        if answer.status not in {200, 201} or answer.json.get("error"):
            raise BrokenError(f"{path} answered {answer.status}: {answer.body[:500]!r}")

    return _Acts("editor", [lambda path=path: save(path) for path in filled.strings])  # type: ignore[misc]
