"""Readers who ask all the time, and what they were answered."""

import http.client
import random
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cluster.network import address
from tests.cluster.services import HOSTS

_TIMEOUT = 20
_TRUSTING = ssl.create_default_context()
_TRUSTING.check_hostname, _TRUSTING.verify_mode = False, ssl.CERT_NONE
PAGES = ("/en/", "/ar/", "/en/news/", "/en/forums/", "/sitemap.xml", "/feeds/en/news.rss")


class _ByName(http.client.HTTPSConnection):
    """A connection to the proxy under a name of the site."""

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self.sock = _TRUSTING.wrap_socket(self.sock, server_hostname=self.name)

    name = HOSTS[0]


def ask(
    path: str, *, machine: str = "proxy", host: str = HOSTS[0], method: str = "GET",
    body: str | None = None, **headers: str,
) -> tuple[int, str]:  # fmt: skip
    """Return status and body from the proxy, or from a web server itself."""
    connection: http.client.HTTPConnection
    if machine == "proxy":
        connection = _ByName(address(machine), 443, timeout=_TIMEOUT)
        connection.name = host
    else:
        connection = http.client.HTTPConnection(address(machine), 8000, timeout=_TIMEOUT)
        headers["X-Forwarded-Proto"] = "https"
    try:
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, path, body, {"Host": host, **given})
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, repr(error)
    finally:
        connection.close()


class Readers:
    """What readers were answered: how often each status, the slowest, and what failed."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.slowest = 0.0
        self.failed: list[str] = []
        self._is_over = threading.Event()
        self._lock = threading.Lock()

    def read(self, seed: int) -> None:
        chosen = random.Random(seed)
        while not self._is_over.is_set():
            path = chosen.choice(PAGES)
            if chosen.random() < 0.6:  # lists that are not cached
                limit = chosen.randint(1, 50)
                path = f"/api/v1/news/?lang={chosen.choice(('en', 'ar'))}&limit={limit}"
            began = time.monotonic()
            status, text = ask(path)
            took = time.monotonic() - began
            with self._lock:
                self.statuses[status] += 1
                self.slowest = max(self.slowest, took)
                if status != 200:
                    self.failed.append(f"{status} {path} {text[:80]}")
            time.sleep(0.1)

    def end(self) -> None:
        self._is_over.set()

    @property
    def summary(self) -> str:
        counts = ", ".join(f"{number} × {status}" for status, number in self.statuses.items())
        return f"{counts}; slowest {self.slowest:.1f} s"

    @property
    def noticed_nothing(self) -> bool:
        return set(self.statuses) == {200}


@contextmanager
def reading() -> Iterator[Readers]:
    """Have three readers ask until the block ends."""
    readers = Readers()
    threads = [threading.Thread(target=readers.read, args=[seed]) for seed in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        readers.end()
        for thread in threads:
            thread.join()
