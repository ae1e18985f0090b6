"""A small e-mail server on this machine, which takes what it is sent, or refuses it."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """What it took, and whom it refuses with which code."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)

    meanwhile: Callable[[], object] = lambda: None  # called while it takes an e-mail
    _came: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> bool:
        """Wait for an e-mail; return whether one came."""
        return self._came.wait(seconds)

    @property
    def recipients(self) -> list[str]:
        return [message["To"] for message in self.taken]


class _Handler(socketserver.StreamRequestHandler):
    server_state: MailServer

    def handle(self) -> None:
        self._reply(220, "ready")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "DATA":
                self._take()
            elif verb == "QUIT":
                self._reply(221, "bye")
                return
            else:
                self._answer(line)

    def _answer(self, line: str) -> None:
        refused = [
            code
            for address, code in self.server_state.refuses.items()
            if line.upper().startswith("RCPT") and address in line
        ]
        self._reply(refused[0] if refused else 250, "accepted")

    def _take(self) -> None:
        self._reply(354, "go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.server_state.meanwhile()
        self.server_state.taken.append(message)
        self._reply(250, "taken")
        self.server_state._came.set()

    def _reply(self, code: int, text: str) -> None:
        self.wfile.write(f"{code} {text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    """One that may come back on its port at once."""

    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """Run a server until the block ends."""
    state = MailServer()
    handler = type("Handler", (_Handler,), {"server_state": state})
    with _Server(("127.0.0.1", port), handler) as server:
        state.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield state
        server.shutdown()
