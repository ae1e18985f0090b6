"""Files that the folder of a site's uploads lacks, fetched from that site and completed there.

Only from the hosts that the command names, at addresses of the public internet, and each file is
asked for once in a run. Redirects are followed within the host alone.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from core.addresses.connections import CutOff, connected
from core.addresses.hosts import PORTS, ascii_host
from core.addresses.outside import ForbiddenAddressError, UnknownHostError, checked_addresses
from core.media.documents.kinds import KINDS
from moving.addresses.normal import UPLOADS
from moving.html.pictures import PICTURES

# Returns the addresses that may be connected to, of a host and port.
Reach = Callable[[str, int], Sequence[str]]
TOTAL = 60.0  # seconds for one file
LARGEST = 64 * 2**20  # bytes; what is stored of it has narrower limits of its own
_MOST_REDIRECTS = 3
# After so many files in a row for which the host could not be reached, it is asked no more.
_MOST_FAILURES = 3
_AT_ONCE = 2**16
_ENDINGS = PICTURES | {f".{code}" for code in KINDS}
_MOVED = {301, 302, 303, 307, 308}
_OK = 200


class UnreachableError(Exception):
    """The host has no address that may be asked, or does not answer."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where files of a site are asked for: scheme, host and port, and the folder of the site."""

    scheme: str
    host: str
    port: int
    folder: str = ""

    @classmethod
    def of(cls, address: str) -> "Origin":
        """Return the origin of an address such as https://old.example; raises ValueError."""
        parts = urlsplit(address)
        host = ascii_host(parts.hostname or "")
        if parts.scheme not in PORTS or not host or parts.username or parts.query:
            raise ValueError(f"“{address[:80]}” is not the address of a site")
        port = parts.port or PORTS[parts.scheme]
        return cls(parts.scheme, host, port, parts.path.rstrip("/"))

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.sent_host}{self.folder}"

    @property
    def sent_host(self) -> str:
        """The host as requests name it."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"

    def redirected(self, path: str, location: str) -> str | None:
        """Return the path to which a redirect leads on this very host; None if elsewhere."""
        base = f"{self.scheme}://{self.sent_host}{path}"
        try:
            parts = urlsplit(urljoin(base, location))
            is_here = (ascii_host(parts.hostname or ""), parts.scheme) == (self.host, self.scheme)
            is_here = is_here and (parts.port or PORTS[self.scheme]) == self.port
        except ValueError:
            return None
        return quote(parts.path, safe="/%") if is_here else None


class Fetcher:
    """Completes `folder`, the uploads of one site, from the first of `origins` that has a file.

    `missing` has the reasons of what could not be fetched, by path; `fetched` counts the others.
    """

    def __init__(
        self, origins: Sequence[Origin], folder: Path, reach: Reach = checked_addresses
    ) -> None:
        self.origins = list(origins)
        self.folder = folder
        self.reach = reach
        self.fetched = 0
        self._tried: set[str] = set()
        self._failures = dict.fromkeys(self.origins, 0)

    def fetch(self, path: str) -> bool:
        """Fetch the file at a path below the uploads, once; return whether it is there now."""
        if path in self._tried or PurePosixPath(path).suffix.lower() not in _ENDINGS:
            return False
        self._tried.add(path)
        target = (self.folder / path).resolve()
        if not target.is_relative_to(self.folder.resolve()):
            return False
        is_there = any(self._fetch_from(origin, path, target) for origin in self.origins)
        self.fetched += is_there
        return is_there

    def _fetch_from(self, origin: Origin, path: str, target: Path) -> bool:
        if self._failures[origin] >= _MOST_FAILURES:
            return False
        asked = f"{origin.folder}{UPLOADS}{quote(path)}"
        try:
            is_there = self._follow(origin, asked, target)
        except UnreachableError:
            self._failures[origin] += 1
            return False
        self._failures[origin] = 0
        return is_there

    def _follow(self, origin: Origin, path: str, target: Path) -> bool:
        deadline = time.monotonic() + TOTAL
        for _redirect in range(_MOST_REDIRECTS + 1):
            connection = self._connected(origin, deadline)
            with closing(connection), CutOff(connection.sock, deadline) as cut_off:
                response = _asked(connection, origin, path)
                if response.status == _OK:
                    return _stored(response, target, cut_off)
            if response.status not in _MOVED:
                return False
            moved = origin.redirected(path, response.headers.get("Location", ""))
            if moved is None:
                return False
            path = moved
        return False

    def _connected(self, origin: Origin, deadline: float) -> HTTPConnection:
        try:
            addresses = self.reach(origin.host, origin.port)
            return connected(
                origin.host,
                origin.port,
                addresses,
                deadline,
                is_https=origin.scheme == "https",
            )
        except (ForbiddenAddressError, UnknownHostError, OSError, ValueError) as error:
            raise UnreachableError(origin.host) from error


def _asked(connection: HTTPConnection, origin: Origin, path: str) -> HTTPResponse:
    connection.sock.settimeout(TOTAL)
    headers = {"Host": origin.sent_host, "User-Agent": "import", "Connection": "close"}
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse()
    except (OSError, HTTPException, ValueError) as error:
        raise UnreachableError(origin.host) from error


def _stored(response: HTTPResponse, target: Path, cut_off: CutOff) -> bool:
    """Store the body of an answer; return whether it is whole and no page of HTML."""
    if response.headers.get_content_type() in {"text/html", "application/xhtml+xml"}:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".fetched-", delete=False) as written:
        part = Path(written.name)
        try:
            is_whole = _copied(response, written) and not cut_off.is_cut
        except (OSError, HTTPException):
            is_whole = False
    if is_whole:
        part.chmod(0o644)
        part.replace(target)
    else:
        with suppress(OSError):
            part.unlink()
    return is_whole


def _copied(response: HTTPResponse, written: Any) -> bool:
    """Copy a body; return whether all of it came, and no more than may."""
    announced = response.length  # None where the server did not announce it
    copied = 0
    while content := response.read(_AT_ONCE):
        copied += len(content)
        if copied > LARGEST:
            return False
        written.write(content)
    return copied > 0 and announced in {None, copied}
