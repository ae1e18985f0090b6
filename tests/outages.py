"""Services that are away, each in its own way, on real sockets of this machine."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

WAYS = ["refused", "silent", "unreachable", "hangs_up", "babbles", "full"]


@dataclass
class Outage:
    """A port at which no service answers as it should, and how often somebody connected to it."""

    port: int
    connections: int = 0
    _listener: socket.socket | None = field(default=None, repr=False)

    def count(self) -> int:
        """Return how many connected so far, those included whom nobody has accepted."""
        if self._listener is not None:
            self._listener.setblocking(False)
            with suppress(BlockingIOError):
                while True:
                    self._listener.accept()[0].close()
                    self.connections += 1
        return self.connections


@contextmanager
def outage(way: str) -> Iterator[Outage]:
    """Have a service be away: one of WAYS.

    refused: nobody listens. silent: as when the process is frozen, the system takes the connection
    and nobody answers. unreachable: packets are lost. hangs_up and babbles: it closes each
    connection, at once or after sending what nobody understands. full: a Redis that has no memory
    left refuses each command.
    """
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        if way == "refused":
            yield Outage(port)
        elif way == "silent":
            listener.listen(50)
            yield Outage(port, _listener=listener)
        elif way == "unreachable":
            listener.listen(0)
            with _filled(port):
                yield Outage(port)
        else:
            listener.listen(50)
            found = Outage(port)
            with _answering(listener, found, _TALKS[way]):
                yield found


@contextmanager
def _filled(port: int) -> Iterator[None]:
    """Fill the queue of a port that takes one connection: the system drops what comes then."""
    waiting = []
    try:
        for _ in range(3):
            each = socket.socket()
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
            waiting.append(each)
        yield
    finally:
        for each in waiting:
            each.close()


def _babble(connection: socket.socket) -> None:
    connection.sendall(b"Lorem ipsum\r\n")


def _refuse_to_write(connection: socket.socket) -> None:
    """Speak as much of Redis's protocol as a client wants to hear before its first command."""
    while data := connection.recv(65536):
        commands = data.count(b"\r\n*") + 1  # each is an array
        is_greeting = b"HELLO" in data
        connection.sendall(b"%1\r\n+proto\r\n:3\r\n" if is_greeting else b"-OOM\r\n" * commands)


_TALKS: dict[str, Callable[[socket.socket], None]] = {
    "hangs_up": lambda _connection: None,
    "babbles": _babble,
    "full": _refuse_to_write,
}


@contextmanager
def _answering(
    listener: socket.socket, found: Outage, talk: Callable[[socket.socket], None]
) -> Iterator[None]:
    def serve(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            talk(connection)

    def answer() -> None:
        with suppress(OSError):
            while True:
                connection = listener.accept()[0]
                found.connections += 1
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


@contextmanager
def redis_away(settings: Any, way: str) -> Iterator[Outage]:
    """Set the site to use a Redis that is away."""
    with outage(way) as found:
        use_redis(settings, f"redis://127.0.0.1:{found.port}/0")
        yield found


def use_redis(settings: Any, url: str) -> None:
    """Set the site to use the Redis at `url`, as its own settings would."""
    settings.REDIS_URL = url
    settings.CACHES = {"default": settings.REDIS_CACHE | {"LOCATION": url}}


class Proxy:
    """A proxy between the site and a real service, which can freeze, end and come back."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._moves = threading.Event()
        self._moves.set()
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """Pass on nothing more, as a process that was stopped; what comes meanwhile waits."""
        self._moves.clear()

    def thaw(self) -> None:
        self._moves.set()

    def hang_up(self) -> None:
        """End all connections, as a service that is started anew; new ones are taken."""
        while self._open:
            with suppress(OSError):
                self._open.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listener.close()
        self.thaw()
        self.hang_up()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self._listener.accept()[0]
                far = socket.create_connection(self._target)
                self._open += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._moves.wait()
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)
