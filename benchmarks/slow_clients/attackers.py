"""Clients that hold what they can: each function is one client, and runs until `stop` is set.

They are bounded, and reach loopback alone: sixteen of one kind at a time, as one phone has.
"""

import re
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlencode

from benchmarks.slow_clients.target import Target, request_head

CLIENTS = 16
PAUSE = 0.5  # seconds: without, the clients' own work would take the machine that they share
_BODY_BYTES = 1_000_000
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
_COOKIE = re.compile(rb"^Set-Cookie: ((?:__Host-)?csrftoken=\w+)", re.IGNORECASE | re.MULTILINE)

Attacker = Callable[[Target, str, threading.Event, "Paths"], None]


class Paths:
    """What attackers ask for, as paths of the site."""

    def __init__(self, page: str, picture: str) -> None:
        self.page = page
        self.picture = picture


def post_slowly(target: Target, source: str, stop: threading.Event, _paths: Paths) -> None:
    """Send a body of one megabyte, one byte a second."""
    # With such a cookie and without a token, the whole body is read to look for one.
    token = "a" * 32
    head = request_head(
        target, "POST /admin/images/multiple/add/",
        Content_Type="application/x-www-form-urlencoded", Content_Length=_BODY_BYTES,
        Cookie=f"csrftoken={token}; __Host-csrftoken={token}", Referer=f"{target.base}/admin/",
    )  # fmt: skip
    with target.connect(source) as connection:
        connection.sendall(head)
        while not stop.wait(1):
            connection.sendall(b"a")


def read_slowly(target: Target, source: str, stop: threading.Event, paths: Paths) -> None:
    """Read a picture, 100 bytes a second."""
    with target.connect(source, receive_bytes=2048) as connection:
        connection.sendall(request_head(target, f"GET {paths.picture}"))
        while not stop.wait(1) and connection.recv(100):
            pass


def send_headers_slowly(target: Target, source: str, stop: threading.Event, paths: Paths) -> None:
    """Send a header without an end, one byte a second."""
    head = request_head(target, f"GET {paths.page}").removesuffix(b"\r\n")
    with target.connect(source) as connection:
        connection.sendall(head + b"X-Long: ")
        while not stop.wait(1):
            connection.sendall(b"a")


def guess_passwords(target: Target, source: str, stop: threading.Event, _paths: Paths) -> None:
    """Sign in as somebody, with another password each time; each is hashed if it is looked at."""
    found = exchange(target, source, request_head(target, "GET /admin/login/", Connection="close"))
    token, cookie = _TOKEN.search(found), _COOKIE.search(found)
    if not (token and cookie):
        stop.wait(1)  # refused already
        return
    while not stop.is_set():
        form = {
            "csrfmiddlewaretoken": token[1].decode(),
            "username": f"somebody-{secrets.token_hex(4)}",
            "password": secrets.token_urlsafe(12),
        }
        body = urlencode(form).encode()
        head = request_head(
            target, "POST /admin/login/",
            Content_Type="application/x-www-form-urlencoded", Content_Length=len(body),
            Cookie=cookie[1].decode(), Referer=f"{target.base}/admin/login/", Connection="close",
        )  # fmt: skip
        exchange(target, source, head + body)
        stop.wait(PAUSE)


def exchange(target: Target, source: str, request: bytes) -> bytes:
    """Send a request that closes its connection; return the whole answer."""
    with target.connect(source) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


class Attack:
    """Sixteen clients of one kind in a `with` statement.

    `sources` are the addresses that they come from, by turns. A client whose connection is ended
    begins again after a tenth of a second.
    """

    def __init__(self, attacker: Attacker, target: Target, paths: Paths, *sources: str) -> None:
        self._stop = threading.Event()
        self._attacker, self._target, self._paths = attacker, target, paths
        self._threads = [
            threading.Thread(target=self._attack, args=(sources[number % len(sources)],))
            for number in range(CLIENTS)
        ]

    def _attack(self, source: str) -> None:
        while not self._stop.is_set():
            with suppress(OSError, socket.timeout):
                self._attacker(self._target, source, self._stop, self._paths)
            self._stop.wait(0.1)

    def __enter__(self) -> "Attack":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
