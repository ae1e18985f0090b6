"""Which of the old sites an address belongs to, and what on it: a post, a file, nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from core.addresses.hosts import ascii_host
from core.addresses.ours import as_browsers_read
from moving.addresses.normal import normal


@dataclass(frozen=True, slots=True)
class Place:
    """An address of an old site, below it, as `normal` writes it."""

    site: str
    address: str


class Sites:
    """The old sites by their addresses: host, and path where a site lies below one."""

    def __init__(self) -> None:
        self._bases: dict[tuple[str, str], str] = {}
        self._first: dict[str, str] = {}

    def add(self, site: str, base: str) -> None:
        """Have an address such as http://www.old.example/ar belong to a site.

        The scheme does not matter, nor whether “www.” is in front.
        """
        parts = urlsplit(base if "://" in base else f"http://{base}")
        host = _host(parts)
        if host:
            self._bases.setdefault((host, parts.path.rstrip("/")), site)
            self._first.setdefault(site, base.rstrip("/"))

    def has_host(self, host: str) -> bool:
        """Whether a site is at a host, as `bare_host` writes it, or below one."""
        return any(host == known for known, _path in self._bases)

    def is_known(self, site: str) -> bool:
        return site in self._first

    def base(self, site: str) -> str:
        """Return the address of a site by which its relative links are read."""
        return self._first.get(site, "")

    def place(self, address: str, site: str = "") -> Place | None:
        """Return the place of an address as a link of `site` has it; None where it is elsewhere.

        Raises ValueError where it cannot be parsed.
        """
        written = as_browsers_read(address)
        base = self.base(site)
        parts = urlsplit(urljoin(f"{base}/", written) if base else written)
        if parts.scheme not in {"http", "https"}:
            return None
        return self.at(_host(parts), parts.path, parts.query)

    def at(self, host: str, path: str, query: str) -> Place | None:
        """Return the place that a host, as `bare_host` writes it, has at a path."""
        for prefix in _prefixes(path):
            site = self._bases.get((host, prefix))
            if site is not None:
                return Place(site, normal(path[len(prefix) :], query))
        return None


def bare_host(host: str) -> str:
    """Return the name of a host by which sites are compared: as it is sent, without “www.”."""
    try:
        return ascii_host(host).removeprefix("www.")
    except UnicodeError:
        return host.lower()


def _host(parts: SplitResult) -> str:
    try:
        port = parts.port
    except ValueError:
        return ""
    return with_port(bare_host(parts.hostname or ""), port)


def with_port(host: str, port: int | None) -> str:
    """Return a host with its port where that is not a usual one; the scheme does not matter."""
    return host if not host or port in {None, 80, 443} else f"{host}:{port}"


def _prefixes(path: str) -> Iterable[str]:
    """Yield the beginnings of a path, the longest first, down to none."""
    parts = path.rstrip("/").split("/")
    return ("/".join(parts[:count]) for count in range(min(len(parts), 4), 0, -1))
