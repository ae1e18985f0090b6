"""The trial behind nginx: pages and answers that it has, and the floor of the same size."""

import re
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load import Endpoint, Run, measure
from benchmarks.processes import BrokenError, serve
from benchmarks.servers import Server, children_of
from benchmarks.sites import Site
from benchmarks.slow_clients.attackers import exchange
from benchmarks.slow_clients.proxy import configure, proxied
from benchmarks.slow_clients.target import Target, request_head

# What is asked for through nginx; each has a floor of its size.
PATHS = {"page": "/ar/", "answer": "/api/v1/news/?lang=ar"}
YARDSTICK = "benchmarks.settings"
GZIP = {"Accept-Encoding": "gzip"}  # as every browser
# One client asks more here than nginx allows to a network of readers.
_LIMITS = re.compile(r"^ *limit_(req|conn) .*;\n", re.MULTILINE)


@dataclass
class ProxyTrial:
    """Measures `site` behind nginx."""

    site: Site
    rounds: int
    seconds: int
    report: Callable[[str], None]
    runs: list[Run] = field(default_factory=list)

    def measure_all(self) -> None:
        with ExitStack() as stack:
            target, nginx = stack.enter_context(behind_nginx(self.site))
            yardstick = stack.enter_context(Server(self.site, YARDSTICK))
            order = list(_endpoints(target, workers_of(nginx), yardstick))
            self.report(f"Measuring {len(order)} addresses in {self.rounds} rounds")
            self.runs += measure(order, self.rounds, self.seconds, {})

    def speed(self, name: str) -> float:
        """Return the median of the answers a second."""
        return statistics.median(run.speed for run in self.runs if run.name == name)


@contextmanager
def behind_nginx(site: Site) -> Iterator[tuple[Target, int]]:
    """Serve the site behind nginx, without its limits for a single client.

    Yields where, and nginx's process id.
    """
    target = Target(serve.free_port(), is_tls=True)
    with Server(site, BASE_URL=target.base, BEHIND_PROXY="true") as server:
        file = configure(site.folder / "nginx", target.base, server.port)
        without_limits(file)
        with proxied(file, target.port) as nginx:
            yield target, nginx


def without_limits(file: Path) -> None:
    """Remove the limits of requests and connections from a configuration."""
    file.write_text(_LIMITS.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")


def workers_of(nginx: int) -> list[int]:
    """Return nginx's processes that answer. One that only loads the cache ends after a minute."""
    return [pid for pid in children_of(nginx) if b"worker process" in _title(pid)]


def _title(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _endpoints(target: Target, nginx: list[int], yardstick: Server) -> Iterator[Endpoint]:
    for kind, path in PATHS.items():
        size = _body_size(target, path)
        floor = f"{yardstick.base}/floor/{size}/"
        yield Endpoint(f"floor of {kind}s", floor, size, yardstick.workers())
        yield Endpoint(f"{kind} by nginx", f"{target.base}{path}", size, nginx, GZIP)


def _body_size(target: Target, path: str) -> int:
    """Return the bytes of what a browser is sent."""
    request = request_head(target, f"GET {path}", Connection="close", Accept_Encoding="gzip")
    head, _, body = exchange(target, serve.HOST, request).partition(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0]:
        raise BrokenError(f"{path} is answered behind nginx with:\n{head.decode()}")
    return len(body)
