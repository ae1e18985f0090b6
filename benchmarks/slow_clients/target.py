"""Where the clients connect: nginx with TLS, or the web server itself."""

import socket
import ssl
from dataclasses import dataclass

from benchmarks.processes import serve

SECONDS = 30.0  # after which a client gives up


@dataclass(frozen=True)
class Target:
    """A port of this machine; `is_tls` decides how it is spoken to."""

    port: int
    is_tls: bool

    @property
    def place(self) -> str:
        """Host and port, as in BASE_URL: a name, because certificates are for names."""
        return f"localhost:{self.port}"

    @property
    def base(self) -> str:
        return f"http{'s' if self.is_tls else ''}://{self.place}"

    def connect(self, source: str = "127.0.0.1", receive_bytes: int = 0) -> socket.socket:
        """Return a connection from `source`, any address of loopback.

        `receive_bytes` is how much the system accepts before somebody reads; 0 is its default.
        """
        raw = socket.socket()
        try:
            raw.settimeout(SECONDS)
            if receive_bytes:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
            raw.bind((source, 0))
            raw.connect((serve.HOST, self.port))
            return _context().wrap_socket(raw, server_hostname="localhost") if self.is_tls else raw
        except BaseException:
            raw.close()
            raise


def _context() -> ssl.SSLContext:
    """Return a context that believes the certificate that `proxy` made a moment ago."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def request_head(target: Target, line: str, **headers: object) -> bytes:
    """Return the first line and the headers of a request, with the empty line after them."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{line} HTTP/1.1", f"Host: {target.place}"]
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii")
