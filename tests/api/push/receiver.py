"""A partner's server: it verifies both signatures, as docs/partners/webhooks.md asks, and answers.

with receiving() as partner:
    webhook = register(partner.url)
    …
    partner.messages
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connections, transaction

from api.push.events import begin_announcing
from api.push.lane import PushLane
from api.push.models import Webhook
from api.push.signing import Keys, give_keys
from core.background.worker import BackgroundWorker


@dataclass(frozen=True)
class Message:
    """A request that arrived."""

    headers: dict[str, str]
    body: bytes
    path: str
    at: float

    @property
    def event(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return str(self.event["type"])

    def is_signed_by(self, keys: Keys) -> bool:
        """Whether both signatures of these keys are among those of the message."""
        content = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode()
        content += self.body
        signatures = self.headers["webhook-signature"].split(" ")
        secret = base64.b64decode(keys.secret.removeprefix("whsec_"))
        digest = base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
        public = base64.b64decode(keys.public_key.removeprefix("whpk_"))
        found = [each.removeprefix("v1a,") for each in signatures if each.startswith("v1a,")]
        return f"v1,{digest}" in signatures and any(
            _verifies(public, base64.b64decode(each), content) for each in found
        )


def _verifies(public: bytes, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except Exception:  # noqa: BLE001 - whatever is wrong, it is not verified
        return False
    return True


@dataclass
class Partner:
    """A receiver that answers 204, or what `answer` returns: (status, headers, body)."""

    url: str = ""
    messages: list[Message] = field(default_factory=list)
    answer: Callable[[Message], tuple[int, dict[str, str], bytes]] = lambda _message: (204, {}, b"")

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1].split("/")[0])

    @property
    def types(self) -> list[str]:
        return [message.type for message in self.messages]

    def wait_for(self, count: int, seconds: float = 10) -> list[Message]:
        """Return the messages as soon as there are `count`."""
        deadline = time.monotonic() + seconds
        while len(self.messages) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(self.messages) >= count, self.types
        return self.messages


def _handler(partner: Partner) -> type[BaseHTTPRequestHandler]:
    """Return the class that answers for a partner."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            message = Message(headers, body, self.path, time.monotonic())
            partner.messages.append(message)
            status, fields, content = partner.answer(message)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **fields}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Write nothing into the output of the tests."""

    return Handler


@contextmanager
def receiving(wrap: Callable[[Any], Any] = lambda sock: sock) -> Iterator[Partner]:
    """Run a receiver on loopback until the block ends; `wrap` may put TLS around its socket."""
    partner = Partner()

    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(partner))
    server.daemon_threads = True
    server.socket = wrap(server.socket)
    partner.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield partner
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def register(url: str, **fields: Any) -> tuple[Webhook, Keys]:
    """Register a webhook as the CMS does."""
    webhook = Webhook(name="Partner", url=url, **fields)
    with transaction.atomic():
        webhook.since_seq = begin_announcing()
        keys = give_keys(webhook)
        webhook.save()
    return webhook, keys


def push(lane: PushLane | None = None) -> None:
    """Do once what the worker's lane does, and wait until it is done."""
    (lane or PushLane()).finish()


@contextmanager
def worker() -> Iterator[BackgroundWorker]:
    """A worker at work, with all its threads, until the block ends."""
    working = BackgroundWorker()
    thread = threading.Thread(target=lambda: (working.run(), connections.close_all()))
    thread.start()
    try:
        yield working
    finally:
        working.is_stopped = True
        thread.join(30)
        assert not thread.is_alive()
