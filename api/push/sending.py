"""One request to a partner's server.

It goes to an address that was checked, under the name of the host for TLS and `Host`. Redirects
are not followed, proxies of the environment are not asked, and of the answer little is read. After
`TOTAL` seconds the connection is cut, however slowly the server goes on answering.
"""

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from django.conf import settings

from api.push.targets import (
    ForbiddenAddressError,
    Resolver,
    Target,
    UnknownHostError,
    checked_addresses,
    resolved,
)
from core.addresses.hosts import PORTS

CONNECT, TOTAL = 5.0, 15.0
_MOST_READ = 1000
_MOST_SHOWN = 200


@dataclass(frozen=True)
class Answer:
    """What came of a request: an answer with a status, or a fault (a code) instead of one."""

    status: int | None = None
    text: str = ""
    retry_after: str = ""
    fault: str = ""

    @property
    def is_accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(
    target: Target, body: bytes, headers: Mapping[str, str], resolve: Resolver = resolved
) -> Answer:
    """Send `body` and return the answer; whatever goes wrong is a fault and not raised."""
    deadline = time.monotonic() + TOTAL
    try:
        connection = _connected(target, checked_addresses(target, resolve), deadline)
    except ForbiddenAddressError:
        return Answer(fault="forbidden")
    except UnknownHostError:
        return Answer(fault="unknown_host")
    except ssl.SSLError:
        return Answer(fault="tls")
    except TimeoutError:
        return Answer(fault="timeout")
    except (OSError, ValueError):
        return Answer(fault="no_connection")
    try:
        return _asked(connection, target, body, headers, deadline)
    finally:
        connection.close()


def _connected(target: Target, addresses: list[str], deadline: float) -> HTTPConnection:
    """Return a connection to the first of these addresses that accepts one."""
    sock = _socket(target, addresses, min(deadline, time.monotonic() + CONNECT))
    if target.is_https:
        sock.settimeout(max(0.1, min(CONNECT, deadline - time.monotonic())))
        try:
            with _CutOff(sock, deadline):
                sock = _tls().wrap_socket(sock, server_hostname=target.host.strip("[]"))
        except BaseException:
            sock.close()
            raise
    connection = HTTPConnection(target.host.strip("[]"), target.port)
    connection.sock = sock
    return connection


def _socket(target: Target, addresses: list[str], deadline: float) -> socket.socket:
    fault: OSError = TimeoutError()
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, target.port), timeout=left)
        except OSError as error:
            fault = error
    raise fault


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _asked(
    connection: HTTPConnection,
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    deadline: float,
) -> Answer:
    connection.sock.settimeout(TOTAL)
    cut_off = _CutOff(connection.sock, deadline)
    try:
        with cut_off:
            connection.request("POST", target.path, body, {**_own_headers(target), **headers})
            response = connection.getresponse()
            if cut_off.is_cut:  # in the middle of the headers, which then seem to end
                return Answer(fault="timeout")
            return Answer(
                status=response.status,
                text=_beginning(response),
                retry_after=response.headers.get("Retry-After", "")[:60],
            )
    except TimeoutError:
        return Answer(fault="timeout")
    except (OSError, HTTPException, ValueError):
        return Answer(fault="timeout" if cut_off.is_cut else "broken")


def _own_headers(target: Target) -> dict[str, str]:
    port = "" if target.port == PORTS["https" if target.is_https else "http"] else f":{target.port}"
    host = f"[{target.host}]" if ":" in target.host else target.host
    return {
        "Host": f"{host}{port}",
        "Content-Type": "application/json",
        "User-Agent": f"{urlsplit(settings.BASE_URL).hostname} webhooks",
        "Connection": "close",
    }


def _beginning(response: HTTPResponse) -> str:
    """Return how the body begins, as one line of plain text; what cannot be read is left out."""
    with suppress(OSError, HTTPException, ValueError):
        text = response.read(_MOST_READ).decode(errors="replace")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_MOST_SHOWN]
    return ""


class _CutOff:
    """Cuts a connection when its time is over.

    A time-out of the socket begins anew with every byte: a server that sends one now and then would
    hold its thread for hours.
    """

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self.is_cut = False
        self._sock = sock
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._timer.daemon = True

    def _cut(self) -> None:
        self.is_cut = True
        with suppress(OSError):
            # The plain method: that of TLS would say goodbye first, and wait.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def __enter__(self) -> "_CutOff":
        self._timer.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self._timer.cancel()
