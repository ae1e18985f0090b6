"""A small server on this machine that speaks LibreTranslate's protocol, and can be made to fail."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "a-secret-key"
LANGUAGES = [
    {"code": "ar", "name": "Arabic", "targets": ["ar", "en"]},
    {"code": "en", "name": "English", "targets": ["ar", "en"]},
]


@dataclass
class Machine:
    """What the server answers, and what it was asked: set these while it runs."""

    port: int = 0
    status: int = 200
    error: str = "Slowdown: the API key {key} of this text: {text}"
    languages: Any = field(default_factory=lambda: LANGUAGES)
    translate: Callable[[str], Any] = lambda text: f"[{text}]"
    raw: bytes | None = None  # sent instead of any JSON
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds before each byte of an answer
    puts_off: int = (
        0  # how many "100 Continue" it sends, one every tenth of a second, before it answers
    )
    was_left: threading.Event = field(default_factory=threading.Event)  # in the midst of an answer
    meanwhile: Callable[[], object] = lambda: None
    asked: list[dict[str, Any]] = field(default_factory=list)
    fails_after: int = 1_000  # so many requests to translate are answered well

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def texts(self) -> list[str]:
        """All texts that it was sent."""
        return [text for request in self.asked for text in request["q"]]

    def answer(self, asked: dict[str, Any]) -> tuple[int, Any]:
        self.asked.append(asked)
        self.meanwhile()
        status = self.status if len(self.asked) <= self.fails_after else 500
        if status != 200:
            text = self.error.format(key=asked.get("api_key"), text=asked["q"][0])
            return status, {"error": text}
        return 200, {"translatedText": [self.translate(text) for text in asked["q"]]}


class _Handler(BaseHTTPRequestHandler):
    machine: Machine

    def do_GET(self) -> None:
        self._send(200, self.machine.languages) if self.path == "/languages" else self._send(404, 0)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = self.machine.answer(asked)
        body = self.machine.raw
        self._send(status, answer, body)

    def _send(self, status: int, answer: Any, body: bytes | None = None) -> None:
        body = json.dumps(answer).encode() if body is None else body
        try:
            for _ in range(self.machine.puts_off):
                self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(0.1)
            self.send_response(status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
            for name, value in (headers | self.machine.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self._write(body)
        except ConnectionError:
            self.machine.was_left.set()

    def _write(self, body: bytes) -> None:
        if not self.machine.delay:
            self.wfile.write(body)
            return
        for byte in body:
            time.sleep(self.machine.delay)
            self.wfile.write(bytes([byte]))

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@contextlib.contextmanager
def running() -> Iterator[Machine]:
    """Serve on a free port while the block runs."""
    machine = Machine()
    handler = type("Handler", (_Handler,), {"machine": machine})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    machine.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield machine
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
