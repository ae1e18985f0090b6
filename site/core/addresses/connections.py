"""Connections to servers of others, at addresses that were checked (`core.addresses.outside`).

They go under the name of the host for TLS and `Host`. Proxies of the environment are not asked.
"""

import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection

# Seconds until a server has accepted a connection.
CONNECT = 5.0


def connected(
    host: str, port: int, addresses: Sequence[str], deadline: float, *, is_https: bool
) -> HTTPConnection:
    """Return a connection to the first of these addresses that accepts one.

    `deadline` is a time of `time.monotonic`. Raises TimeoutError, ssl.SSLError, or another OSError
    or ValueError where there is no connection.
    """
    sock = _socket(addresses, port, min(deadline, time.monotonic() + CONNECT))
    if is_https:
        sock.settimeout(max(0.1, min(CONNECT, deadline - time.monotonic())))
        try:
            with CutOff(sock, deadline):
                sock = _tls().wrap_socket(sock, server_hostname=host.strip("[]"))
        except BaseException:
            sock.close()
            raise
    connection = HTTPConnection(host.strip("[]"), port)
    connection.sock = sock
    return connection


def _socket(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    fault: OSError = TimeoutError()
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as error:
            fault = error
    raise fault


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class CutOff:
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

    def __enter__(self) -> "CutOff":
        self._timer.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self._timer.cancel()
