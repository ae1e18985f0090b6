"""Security advisories from a file, answered as the service of OSV answers.

A file of advisories is JSON in the format of OSV (https://ossf.github.io/osv-schema/): one
advisory, a list of them, or an object with such a list as `vulns`; or a zip of such files, as OSV
offers one for each ecosystem.
"""

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

Advisory = dict[str, Any]


class Advisories:
    """The advisories of a file, by package.

    Raises ValueError for a file that holds none, and OSError where it cannot be read.
    """

    def __init__(self, file: Path) -> None:
        self._by_package: defaultdict[str, list[tuple[Advisory, Any]]] = defaultdict(list)
        for advisory in _read(file):
            for affected in advisory.get("affected", ()):
                package = affected.get("package", {})
                if package.get("ecosystem") == "PyPI":
                    found = self._by_package[canonicalize_name(package["name"])]
                    found.append((advisory, affected))
        if not self._by_package:
            raise ValueError(f"{file} has no advisory about a Python package")

    def about(self, package: str, version: str) -> list[Advisory]:
        """Return the advisories that a version of a package is affected by."""
        found: dict[str, Advisory] = {}
        for advisory, affected in self._by_package.get(canonicalize_name(package), ()):
            if _is_affected(version, affected):
                found[advisory["id"]] = advisory
        return list(found.values())


def _read(file: Path) -> Iterator[Advisory]:
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.endswith(".json"):
                    yield from _advisories_in(archive.read(name), f"{file}: {name}")
    else:
        yield from _advisories_in(file.read_bytes(), str(file))


def _advisories_in(content: bytes, name: str) -> list[Advisory]:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise ValueError(f"{name} is not JSON: {error}") from error
    if isinstance(found, dict):
        found = found.get("vulns", [found])
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and "id" in one for one in found
    ):
        raise ValueError(f"{name} is not in the format of OSV")
    return found


def _is_affected(version: str, affected: dict[str, Any]) -> bool:
    if version in affected.get("versions", ()):
        return True
    ranges = [one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM"]
    return any(_is_within(Version(version), one.get("events", ())) for one in ranges)


def _is_within(version: Version, events: list[dict[str, str]]) -> bool:
    """Whether the newest event up to `version`, in the order of versions, is that it is affected.

    An event that names no version of Python's kind is taken for one before all others, so that
    it can only make a version count as affected.
    """
    steps = []
    for event in events:
        ((kind, value),) = event.items()
        steps.append((_version(value), kind))
    state = False
    for at, kind in sorted(steps, key=lambda step: step[0]):
        if kind == "introduced" and at <= version:
            state = True
        elif (kind == "fixed" and at <= version) or (kind == "last_affected" and at < version):
            state = False
    return state


def _version(value: str) -> Version:
    try:
        return Version(value)
    except InvalidVersion:
        return Version("0.dev0")


@contextmanager
def service(advisories: Advisories) -> Iterator[str]:
    """Answer queries on this machine while the block runs; return the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = advisories.about(query["package"]["name"], query["version"])
            body = json.dumps({"vulns": found} if found else {}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()
