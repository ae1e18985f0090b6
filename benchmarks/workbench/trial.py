"""The trial of the workbench, by real requests of somebody who is signed in."""

import http.client
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode

from benchmarks.client import Answer, get_ok, send_request
from benchmarks.processes import BrokenError, processor_seconds, run
from benchmarks.servers import Server
from benchmarks.sites import Site

STOCK = "benchmarks.workbench.stock"
DASHBOARD = "/admin/translations/"
# Ten rows are assigned to the person who asks, thousands to nobody.
TEN_ROWS, FIFTY_ROWS = f"{DASHBOARD}?assignee=me", f"{DASHBOARD}?assignee=nobody"
QUEUE = f"{DASHBOARD}queue/"
EXPORT = f"{DASHBOARD}export/"
# Requests that are not measured: two workers share them at random, and each must have answered.
WARM = 4
# Django accepts any secret of this form when cookie and header agree.
_CSRF = "b" * 32


@dataclass(frozen=True)
class Filled:
    """The output of `sample_works`: the session, and the addresses and rows to request."""

    session: str
    explorer: str
    editor: str
    strings: Sequence[str]
    rows: Sequence[int]

    @property
    def headers(self) -> dict[str, str]:
        cookies = f"sessionid={self.session}; csrftoken={_CSRF}"
        return {"Cookie": cookies, "X-CSRFToken": _CSRF}


@dataclass
class WorkbenchTrial:
    """Measures a site with `works` works; a screen counts by the median of `rounds` requests.

    By name, `milliseconds` are those of all requests, and `processor` those that the server's
    processes computed for one of them.
    """

    site: Site
    works: int
    exported: int
    rounds: int
    report: Callable[[str], None]
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    queries: dict[str, dict[str, int]] = field(default_factory=dict)
    seconds_to_fill: float = 0
    seconds_to_export: float | None = None
    progress_seen: int = 0
    exported_bytes: int = 0
    processor_to_export: float = 0

    def measure_all(self) -> None:
        self.filled = self._fill()
        self._count()
        with ExitStack() as stack:
            ours = stack.enter_context(Server(self.site))
            stock = stack.enter_context(Server(self.site, STOCK))
            self._measure_screens(ours, stock)
            self._measure_saving(ours)
            self._export(ours)

    def middle(self, name: str) -> float:
        return statistics.median(self.milliseconds[name])

    def _fill(self) -> Filled:
        self.report(f"Generating {self.works:,} works and their translations")
        began = time.monotonic()
        output = self._run("benchmarks.workbench.sample_works", str(self.works))
        self.seconds_to_fill = time.monotonic() - began
        return Filled(**output)

    def _run(self, module: str, *arguments: str, settings: str = "config.settings") -> Any:
        """Run a module in a process of the site; return the JSON of the last line it writes."""
        output = run(
            sys.executable, "-m", module, *arguments, environment=self.site.environment(settings)
        )
        return json.loads(output.splitlines()[-1])

    def _count(self) -> None:
        self.report("Counting queries")
        filled = self.filled
        ours = {
            "dashboard of 10": TEN_ROWS,
            "dashboard of 50": FIFTY_ROWS,
            "dashboard": DASHBOARD,
            "queue": QUEUE,
            "explorer": filled.explorer,
            "editor": filled.editor,
        }
        self.queries |= self._counted(ours)
        self.queries |= self._counted({"stock explorer": filled.explorer}, STOCK)

    def _counted(
        self, paths: Mapping[str, str], settings: str = "config.settings"
    ) -> dict[str, dict[str, int]]:
        arguments = (json.dumps(paths), self.filled.session)
        counted = self._run("benchmarks.query_counts", *arguments, settings=settings)
        for name, found in counted.items():
            if found["status"] != 200:
                raise BrokenError(f"{name} ({paths[name]}) answered {found['status']}")
        return dict(counted)

    def _measure_screens(self, ours: Server, stock: Server) -> None:
        self.report(f"Measuring the screens in {self.rounds} rounds")
        filled = self.filled
        for server, screens in (
            (
                ours,
                {
                    "dashboard": DASHBOARD,
                    "queue": QUEUE,
                    "editor": filled.editor,
                    "explorer": filled.explorer,
                },
            ),
            (stock, {"stock explorer": filled.explorer}),
        ):
            for name, path in screens.items():
                get = partial(get_ok, server.base + path, filled.headers)
                self._measure(name, server, [get] * (self.rounds + WARM))

    def _measure_saving(self, server: Server) -> None:
        self.report("Saving texts")
        self._measure(
            "save",
            server,
            [
                partial(
                    self._put,
                    server.base + path,
                    urlencode({"value": f"Words that were saved here, number {number}"}),
                )
                for number, path in enumerate(self.filled.strings[: self.rounds + WARM])
            ],
        )

    def _measure(self, name: str, server: Server, acts: Sequence[Callable[[], object]]) -> None:
        """Do each of `acts` once; the first ones, new to each worker, are not measured."""
        for act in acts[:WARM]:
            act()
        spent = processor_seconds(server.workers())
        self.milliseconds[name] = [_milliseconds(act) for act in acts[WARM:]]
        spent = processor_seconds(server.workers()) - spent
        self.processor[name] = spent * 1000 / len(acts[WARM:])

    def _put(self, url: str, body: str) -> Answer:
        answer = send_request(url, self.filled.headers, "PUT", body)
        if answer.status not in {200, 201} or answer.json.get("error"):
            raise BrokenError(f"{url} answered {answer.status}: {answer.body[:500]!r}")
        return answer

    def _export(self, server: Server) -> None:
        """Request files of many works and wait for them, with a worker as `make run` has one."""
        self.report(f"Exporting {self.exported:,} works")
        rows = urlencode([("rows", row) for row in self.filled.rows[: self.exported]])
        answer = send_request(server.base + EXPORT, self.filled.headers, "POST", rows)
        if answer.status != http.client.FOUND:
            raise BrokenError(f"The export answered {answer.status}: {answer.body[:500]!r}")
        found = self._run("benchmarks.workbench.export_job")
        if found["state"] != "done":
            raise BrokenError(f"The export ended as “{found['state']}”")
        self.seconds_to_export, self.progress_seen = found["seconds"], found["seen"]
        self.exported_bytes, self.processor_to_export = found["bytes"], found["processor"]

    @property
    def values(self) -> dict[str, Any]:
        """The results as JSON values."""
        return {
            "works": self.works,
            "seconds_to_fill": round(self.seconds_to_fill, 1),
            "milliseconds": {
                name: [round(taken, 1) for taken in found]
                for name, found in self.milliseconds.items()
            },
            "processor_milliseconds": {
                name: round(spent, 1) for name, spent in self.processor.items()
            },
            "queries": self.queries,
            "export": {
                "works": self.exported,
                "seconds": self.seconds_to_export,
                "processor_seconds": self.processor_to_export,
                "bytes": self.exported_bytes,
            },
        }


def _milliseconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
