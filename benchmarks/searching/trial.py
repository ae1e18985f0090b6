"""The trial of the search, by real requests of readers, one after another."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import quote

from benchmarks.client import get_ok
from benchmarks.processes import BrokenError, processor_seconds, run
from benchmarks.servers import Server
from benchmarks.sites import Site

API, PAGE = "/api/v1/search/?lang=ar&q=", "/ar/search/?q="
# A word of every Arabic story that is made up, in its title: nothing has more hits.
COMMONEST = "تجربة"
QUERIES = {
    "commonest word": API + quote(COMMONEST),
    "three words": API + quote("ورشة الوساطة بغداد"),
    "phrase": API + quote('"خريطة بغداد"'),
    "nothing found": API + quote("كهرومغناطيسية القطبين"),
    "page": PAGE + quote(COMMONEST),
}
# Requests that are not measured: two workers share them at random, and each must have answered.
WARM = 4


@dataclass
class SearchTrial:
    """Measures `sites`, by number of stories; an address counts by the median of `rounds` requests.

    By name and number of stories, `milliseconds` are those of all requests, and `processor` those
    that the server's processes computed for one of them. `index` is what `indexing` found.
    """

    sites: Mapping[int, Site]
    rounds: int
    report: Callable[[str], None]
    milliseconds: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    processor: dict[tuple[str, int], float] = field(default_factory=dict)
    queries: dict[tuple[str, int], int] = field(default_factory=dict)
    index: dict[int, dict[str, float]] = field(default_factory=dict)
    seconds_to_update: float = 0

    @property
    def is_postgresql(self) -> bool:
        return bool(next(iter(self.sites.values())).database_url)

    @property
    def many(self) -> int:
        return max(self.sites)

    def measure_all(self) -> None:
        for stories, site in sorted(self.sites.items()):
            self._count(stories, site)
            self._measure(stories, site)
            self.report(f"Measuring the index of {stories:,} stories")
            self.index[stories] = _run(site, "benchmarks.searching.indexing")
        self._update()

    def middle(self, name: str, stories: int) -> float:
        return median(self.milliseconds[name, stories])

    def _count(self, stories: int, site: Site) -> None:
        counted = _run(site, "benchmarks.query_counts", json.dumps(QUERIES))
        for name in QUERIES:
            if counted[name]["status"] != 200:
                raise BrokenError(f"{name} ({QUERIES[name]}) answered {counted[name]['status']}")
            self.queries[name, stories] = counted[name]["at_rest"]

    def _measure(self, stories: int, site: Site) -> None:
        self.report(f"Searching {stories:,} stories in {self.rounds} rounds")
        with Server(site) as server:
            for name, path in QUERIES.items():
                for _request in range(WARM):
                    get_ok(server.base + path)
                spent = processor_seconds(server.workers())
                self.milliseconds[name, stories] = [
                    _milliseconds(server.base + path) for _request in range(self.rounds)
                ]
                spent = processor_seconds(server.workers()) - spent
                self.processor[name, stories] = spent * 1000 / self.rounds

    def _update(self) -> None:
        """Time the making of the whole index, of the public's part and the CMS's."""
        self.report(f"Indexing {self.many:,} stories anew")
        began = time.monotonic()
        self.sites[self.many].manage("update_index")
        self.seconds_to_update = time.monotonic() - began

    @property
    def values(self) -> dict[str, Any]:
        """The results as JSON values."""
        return {
            "milliseconds": {
                f"{name}, {stories} stories": [round(taken, 1) for taken in found]
                for (name, stories), found in self.milliseconds.items()
            },
            "processor_milliseconds": {
                f"{name}, {stories} stories": round(spent, 1)
                for (name, stories), spent in self.processor.items()
            },
            "queries": {
                f"{name}, {stories} stories": count
                for (name, stories), count in self.queries.items()
            },
            "index": self.index,
            "seconds_to_update": round(self.seconds_to_update, 1),
        }


def _run(site: Site, module: str, *arguments: str) -> Any:
    """Run a module in a process of the site; return the JSON of the last line it writes."""
    output = run(sys.executable, "-m", module, *arguments, environment=site.environment())
    return json.loads(output.splitlines()[-1])


def _milliseconds(url: str) -> float:
    """Return how long an answer takes."""
    began = time.perf_counter()
    get_ok(url)
    return (time.perf_counter() - began) * 1000
