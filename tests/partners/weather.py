"""An unreliable network between a partner and the site: a proxy that fails when asked to."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import urlopen


class BadWeather:
    """Passes requests on to `target`, unless the next of `mishaps` comes first.

    A mishap is a status with a Retry-After of a second, or one of these: "half", an answer that
    breaks off; "hour", a 503 for so long; "strange", JSON of something else; "unknown", changes
    that begin with an operation of the future.
    """

    UNKNOWN: ClassVar = {"op": "annotate", "seq": 1, "id": "whatever:en"}

    def __init__(self, target: str) -> None:
        self.target = target
        self.mishaps: list[int | str] = []
        self.asked: list[str] = []
        weather = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                weather.answer(self)

            def log_message(self, *_: object) -> None:
                """Log nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        mishap = self.mishaps.pop(0) if self.mishaps else None
        if isinstance(mishap, int):
            self._send(handler, mishap, json.dumps({"status": mishap}).encode())
            return
        if mishap == "hour":
            self._send(handler, 503, b"{}", wait=3600)
            return
        try:
            with urlopen(f"{self.target}{handler.path}", timeout=20) as answer:  # noqa: S310 - of ours
                status, body = answer.status, answer.read()
        except HTTPError as error:
            status, body = error.code, error.read()
        if mishap == "strange":
            body = b"[1]"
        elif mishap == "unknown":
            page = json.loads(body)
            body = json.dumps(page | {"results": [self.UNKNOWN, *page["results"]]}).encode()
        whole = len(body)
        self._send(handler, status, body[: whole // 2] if mishap == "half" else body, whole=whole)

    def _send(
        self,
        handler: BaseHTTPRequestHandler,
        status: int,
        body: bytes,
        *,
        whole: int | None = None,
        wait: int = 1,
    ) -> None:
        """Send an answer that claims to be `whole` bytes long."""
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if whole is None else whole))
        if status in {429, 503}:
            handler.send_header("Retry-After", str(wait))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    def lasting(self) -> Iterator["BadWeather"]:
        """Run until the generator is closed."""
        thread = Thread(target=self._server.serve_forever)
        thread.start()
        yield self
        self._server.shutdown()
        self._server.server_close()
        thread.join()
