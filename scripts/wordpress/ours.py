"""Our site as partners reach it: at an address of its own, and sometimes slow or away."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from browsing import ROOT, Demonstration, demonstration

from wordpress.asking import fetched

# Another host than both WordPresses: WordPress takes addresses of its own host for its own posts.
HOST = "127.0.0.3"
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Network:
    """What lies between partners and our site: passes requests on, later or not at all."""

    def __init__(self) -> None:
        self.is_down, self.delay, self.port = False, 0.0, 0
        network = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                network.pass_on(self)

            do_HEAD = do_POST = do_OPTIONS = do_GET  # noqa: N815 - names of the library

            def log_message(self, *_: object) -> None:
                """Log nothing."""

        self.server = ThreadingHTTPServer((HOST, 0), Handler)
        self.base = f"http://{HOST}:{self.server.server_address[1]}"

    def pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        time.sleep(self.delay)
        if self.is_down:
            handler.close_connection = True
            return
        with suppress(ConnectionError):  # who asked may have lost patience
            self._pass_on(handler)

    def _pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(handler.command, handler.path, body or None, dict(handler.headers))
        answer = connection.getresponse()
        content = answer.read()
        handler.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content)
        connection.close()


class Ours:
    """Our site with its demonstration content."""

    def __init__(self, network: Network, made: Demonstration) -> None:
        self.network, self.made, self.base = network, made, network.base

    def api(self, path: str) -> Any:
        return json.loads(fetched(f"{self.base}/api/v1/{path}"))

    def story(self, lang: str) -> dict[str, Any]:
        """Return the newest story in a language."""
        return dict(self.api(f"news/?lang={lang}&limit=1")["results"][0])

    @contextmanager
    def withdrawn(self, item: dict[str, Any]) -> Iterator[None]:
        """Have a page unpublished, and public again afterwards: the next scenario needs it."""
        self._run(item, "unpublish()")
        try:
            yield
        finally:
            self._run(item, "latest_revision.publish()")

    def _run(self, item: dict[str, Any], step: str) -> None:
        code = (
            "from wagtail.models import Page; "
            f"Page.objects.get(translation_key='{item['work']}', "
            f"locale__language_code='{item['lang']}').specific.{step}"
        )
        command = [sys.executable, "manage.py", "shell", "-c", code]
        environment = self.made.environment
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{step}: {done.stderr}")


@contextmanager
def ours(folder: Path) -> Iterator[Ours]:
    """Serve our site behind a network that obeys."""
    network = Network()
    thread = Thread(target=network.server.serve_forever)
    thread.start()
    try:
        with demonstration(folder, base=network.base) as made:
            network.port = int(made.environment["PORT"])
            yield Ours(network, made)
    finally:
        network.server.shutdown()
        network.server.server_close()
        thread.join()
