"""Measure readers alone, and beside slow and costly clients; exit with 1 if they suffer.

    python -m benchmarks.slow_clients              behind nginx, as deploy/nginx configures it
    python -m benchmarks.slow_clients --direct     without nginx: what it is there for
    python -m benchmarks.slow_clients --seconds 5  each case; 20 is the default

Everything is on loopback, with a data folder of its own that is removed afterwards.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import BrokenError, serve
from benchmarks.servers import Server
from benchmarks.sites import Site, single_site
from benchmarks.slow_clients import attackers
from benchmarks.slow_clients.attackers import Attack, Paths
from benchmarks.slow_clients.proxy import configure, proxied, require_nginx
from benchmarks.slow_clients.readers import Reading, read_for
from benchmarks.slow_clients.table import ALONE, is_good, table
from benchmarks.slow_clients.target import Target

_ONE = "127.0.0.2"
_MANY = tuple(f"127.0.1.{number}" for number in range(1, attackers.CLIENTS + 1))
_CASES = {
    "16 slow bodies": (attackers.post_slowly, (_ONE,)),
    "16 slow readers": (attackers.read_slowly, (_ONE,)),
    "16 guessing passwords": (attackers.guess_passwords, (_ONE,)),
    "16 guessing passwords, each from another address": (attackers.guess_passwords, _MANY),
    "16 slow headers": (attackers.send_headers_slowly, (_ONE,)),
}
_PICTURE = re.compile(r"/media/renditions/[\w.-]+")


@contextmanager
def running(site: Site, *, is_direct: bool) -> Iterator[Target]:
    """Serve the site, behind nginx or directly; yield where."""
    target = Target(serve.free_port(), is_tls=not is_direct)
    if is_direct:
        with Server(site) as server:
            yield Target(server.port, is_tls=False)
        return
    changes = {"BASE_URL": target.base, "BEHIND_PROXY": "true"}
    with Server(site, **changes) as server:
        file = configure(site.folder / "nginx", target.base, server.port)
        with proxied(file, target.port):
            yield target


def paths_of(target: Target) -> Paths:
    """Return the address of the front page and of the first picture on it."""
    page = "/en/"
    head = f"GET {page}"
    request = attackers.request_head(target, head, Connection="close")
    answer = attackers.exchange(target, serve.HOST, request).decode(errors="replace")
    found = _PICTURE.findall(answer)
    if not found:
        raise BrokenError(f"No picture on the front page:\n{answer[:500]}")
    return Paths(page, max(found, key=len))


def measure(target: Target, seconds: float) -> dict[str, Reading]:
    """Return the readings by the names of the cases."""
    paths = paths_of(target)
    read = (paths.page, "/api/v1/news/", paths.picture)
    first = read_for(target, read, min(seconds, 3))  # much is made at the first time
    if first.failures:
        raise BrokenError(f"Not all of {', '.join(read)} are answered, with nobody else there.")
    readings = {ALONE: read_for(target, read, seconds)}
    for name, (attacker, sources) in _CASES.items():
        print(f"Measuring: {name}", flush=True)
        with Attack(attacker, target, paths, *sources):
            readings[name] = read_for(target, read, seconds)
    return readings


def main() -> int:
    """Print the table: 0 if readers do not suffer, 1 if they do or nothing could be measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.slow_clients")
    parser.add_argument("--direct", action="store_true", help="without nginx")
    parser.add_argument("--seconds", type=float, default=20, help="of each case")
    chosen = parser.parse_args()
    try:
        if not chosen.direct:
            require_nginx()
        with (
            tempfile.TemporaryDirectory(prefix="slow-clients-") as folder,
            single_site(Path(folder), "") as site,
            running(site, is_direct=chosen.direct) as target,
        ):
            readings = measure(target, chosen.seconds)
    except BrokenError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{table(readings)}")
    return 0 if all(is_good(each, readings[ALONE]) for each in readings.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
