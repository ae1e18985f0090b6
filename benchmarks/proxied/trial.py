"""The trial behind nginx: pages and answers that it has, and the floors of the same size."""

import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
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
            places, nginx = stack.enter_context(behind_nginx(self.site))
            floors = {
                "": stack.enter_context(Gunicorn(self.site, YARDSTICK)),
                " by Granian": stack.enter_context(Server(self.site, YARDSTICK)),
            }
            order = list(_endpoints(places, workers_of(nginx), floors))
            self.report(f"Measuring {len(order)} addresses in {self.rounds} rounds")
            self.runs += measure(order, self.rounds, self.seconds, {})

    def speed(self, name: str) -> float:
        """Return the median of the answers a second."""
        return statistics.median(run.speed for run in self.runs if run.name == name)


class Gunicorn(Server):
    """The server that the goal's floor is defined with: two processes, a request at a time."""

    def _program(self) -> tuple[str, ...]:
        place = f"--bind={serve.HOST}:{self.port}"
        return ("gunicorn", "--workers=2", place, "--chdir=site", "config.wsgi")


@contextmanager
def behind_nginx(site: Site) -> Iterator[tuple[list[Target], int]]:
    """Serve the site behind nginx, without its limits for a single client.

    Yields where, by TLS and without, and nginx's process id.
    """
    target = Target(serve.free_port(), is_tls=True)
    plain = Target(serve.free_port(), is_tls=False)
    with Server(site, BASE_URL=target.base, BEHIND_PROXY="true") as server:
        file = configure(site.folder / "nginx", target.base, server.port)
        without_limits(file)
        without_tls_too(file, target.port, plain.port)
        with proxied(file, target.port) as nginx:
            yield [target, plain], nginx


def without_limits(file: Path) -> None:
    """Remove the limits of requests and connections from a configuration."""
    file.write_text(_LIMITS.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")


def without_tls_too(file: Path, port: int, plain_port: int) -> None:
    """Have a configuration serve the site at another port as well, without TLS."""
    text = file.read_text(encoding="utf-8")
    listen = f"listen {port} ssl http2;"
    file.write_text(text.replace(listen, f"{listen} listen {plain_port};", 1), encoding="utf-8")


def workers_of(nginx: int) -> list[int]:
    """Return nginx's processes that answer. One that only loads the cache ends after a minute."""
    return [pid for pid in children_of(nginx) if b"worker process" in _title(pid)]


def _title(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _endpoints(
    places: Sequence[Target], nginx: list[int], floors: Mapping[str, Server]
) -> Iterator[Endpoint]:
    for kind, path in PATHS.items():
        size = _body_size(places[0], path)
        for name, server in floors.items():
            address = f"{server.base}/floor/{size}/"
            yield Endpoint(f"floor of {kind}s{name}", address, size, server.workers())
        for place in places:
            name = f"{kind} by nginx" + ("" if place.is_tls else " without TLS")
            yield Endpoint(name, f"{place.base}{path}", size, nginx, GZIP)


def _body_size(target: Target, path: str) -> int:
    """Return the bytes of what a browser is sent."""
    request = request_head(target, f"GET {path}", Connection="close", Accept_Encoding="gzip")
    head, _, body = exchange(target, serve.HOST, request).partition(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0]:
        raise BrokenError(f"{path} is answered behind nginx with:\n{head.decode()}")
    return len(body)
