"""The kit's nginx: what it lets through to the application, and what it holds back."""

import json
import re
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import serve

from benchmarks.processes import BrokenError
from benchmarks.slow_clients.proxy import configure, proxied, require_nginx
from benchmarks.slow_clients.target import Target, request_head

pytestmark = pytest.mark.any_database


def is_installed() -> bool:
    try:
        return bool(require_nginx())
    except BrokenError:
        return False


needs_nginx = pytest.mark.skipif(not is_installed(), reason="make system-packages installs nginx")


class Echo(BaseHTTPRequestHandler):
    """Answers every request with its own path, headers and number of bytes."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        text = json.dumps(
            {"path": self.path, "bytes": len(body), "headers": dict(self.headers.items())}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = answer  # noqa: N815 - the library calls it so
    do_POST = answer  # noqa: N815

    def log_message(self, *_args: object) -> None:
        """Write nothing."""


class Upstream(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__((serve.HOST, 0), Echo)
        self.connections = 0

    def verify_request(self, *_args: object) -> bool:
        self.connections += 1
        return True


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with Upstream() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module", params=["", "cms.localhost"], ids=["one host", "two hosts"])
def cms_host(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def target(
    upstream: Upstream, cms_host: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    target = Target(serve.free_port(), is_tls=True)
    folder = tmp_path_factory.mktemp("kit") / "nginx"
    file = configure(folder, target.base, upstream.server_address[1], CMS_HOST=cms_host)
    checked = subprocess.run(
        [require_nginx(), "-t", "-c", str(file), "-p", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    with proxied(file, target.port):
        yield target


def ask(target: Target, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send a request as it is; return status, headers and body."""
    with target.connect() as connection:
        connection.sendall(request)
        # Not to the connection's end: having refused a body, nginx waits five seconds for it.
        response = HTTPResponse(connection)
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read()


def get(target: Target, path: str, host: str = "", **headers: object):
    head = request_head(target, f"GET {path}", Connection="close", **headers)
    return ask(target, at_host(target, head, host))


def post(target: Target, path: str, size: int, host: str = ""):
    head = request_head(target, f"POST {path}", Connection="close", Content_Length=size)
    return ask(target, at_host(target, head, host) + b"x" * size)


def at_host(target: Target, head: bytes, host: str) -> bytes:
    place = f"{host}:{target.port}" if host else target.place
    return head.replace(target.place.encode(), place.encode(), 1)


@needs_nginx
def test_what_identifies_a_visitor_is_set_by_nginx_alone(target):
    status, _headers, body = get(
        target, "/en/",
        X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http", X_Forwarded_Host="evil.example",
        X_Request_ID="evil", Forwarded="for=203.0.113.9", X_Real_IP="203.0.113.9",
    )  # fmt: skip
    seen = {name.lower(): value for name, value in json.loads(body)["headers"].items()}
    assert status == 200
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "https"
    assert seen["host"] == target.place
    assert re.fullmatch(r"[0-9a-f]{32}", seen["x-request-id"])
    assert not {"x-forwarded-host", "forwarded", "x-real-ip", "proxy"} & set(seen)


@needs_nginx
def test_a_name_with_an_underscore_passes_for_no_header_of_nginx(target):
    head = request_head(target, "GET /en/", Connection="close")
    _status, _headers, body = ask(target, head[:-2] + b"X_Forwarded_For: 203.0.113.9\r\n\r\n")
    assert b"203.0.113.9" not in body


@needs_nginx
@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"Content-Length : 5\r\n\r\nabcde",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_a_request_of_doubtful_length_never_reaches_the_application(target, upstream, headers):
    before = upstream.connections
    head = request_head(target, "POST /en/", Connection="close").removesuffix(b"\r\n")
    status, _headers, _body = ask(target, head + headers)
    assert status in {400, 501}
    assert upstream.connections == before


@needs_nginx
def test_a_chunked_body_arrives_with_its_length(target):
    head = request_head(target, "POST /en/", Connection="close", Transfer_Encoding="chunked")
    _status, _headers, body = ask(target, head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    answer = json.loads(body)
    assert answer["bytes"] == 5
    assert "Transfer-Encoding" not in answer["headers"]


@needs_nginx
@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/en/", 64 << 10),
        ("/api/v1/news/", 64 << 10),
        ("/csp-report/", 8 << 10),
        ("/admin/login/", 16 << 10),
        ("/admin/pages/4/edit/", 3 << 20),
        ("/admin/translations/import/", 6 << 20),
        ("/admin/localize/translate/7/pofile/upload/", 6 << 20),
        ("/admin/images/multiple/add/", 21 << 20),
        ("/admin/documents/add/", 21 << 20),
    ],
)
def test_bodies_are_limited_by_path(target, cms_host, path, limit):
    host = cms_host if path.startswith("/admin/") else ""
    assert post(target, path, limit, host)[0] == 200
    head = request_head(target, f"POST {path}", Connection="close", Content_Length=limit + 1)
    status, _headers, body = ask(target, at_host(target, head, host))
    assert status == 413
    assert "لم يُحفظ شيء" in body.decode()


@needs_nginx
def test_with_a_host_of_its_own_the_cms_is_there_alone(target, cms_host):
    status, headers, _body = get(target, "/admin/pages/")
    changed, _headers, _body = post(target, "/admin/images/add/", 10)
    if cms_host:
        assert (status, changed) == (302, 403)
        assert headers["location"] == f"https://{cms_host}:{target.port}/admin/pages/"
        assert get(target, "/admin/pages/", cms_host)[0] == 200
    else:
        assert (status, changed) == (200, 200)


@needs_nginx
def test_another_name_gets_no_answer_and_no_certificate(target):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((serve.HOST, target.port)) as raw,
        pytest.raises((ssl.SSLError, OSError)),
    ):
        context.wrap_socket(raw, server_hostname="evil.example")


@needs_nginx
def test_a_body_that_comes_slowly_costs_the_application_nothing(target, upstream, cms_host):
    before = upstream.connections
    head = request_head(target, "POST /admin/images/add/", Content_Length=1000)
    with target.connect() as connection:
        connection.sendall(at_host(target, head, cms_host))
        for _byte in range(5):
            time.sleep(0.1)
            connection.sendall(b"x")
        assert upstream.connections == before
    assert get(target, "/en/")[0] == 200


@needs_nginx
def test_guessing_is_slowed_while_reading_goes_on(target, cms_host):
    statuses = []
    head = request_head(target, "POST /admin/login/", Connection="close", Content_Length=1)
    with ExitStack() as guesses:
        for _guess in range(40):
            connection = guesses.enter_context(target.connect())
            connection.sendall(at_host(target, head, cms_host) + b"x")
            connection.settimeout(0.05)
            with suppress(TimeoutError):
                statuses.append(connection.recv(4096).split(b" ", 2)[1])
    # The others waited within nginx.
    assert statuses.count(b"200") <= 20
    assert b"429" in statuses
    assert all(get(target, "/en/")[0] == 200 for _time in range(50))


@needs_nginx
def test_while_one_of_two_web_servers_is_away_the_other_answers_everything(upstream, tmp_path):
    target = Target(serve.free_port(), is_tls=True)
    ports = f"{upstream.server_address[1]},{serve.free_port()}"
    file = configure(tmp_path / "nginx", target.base, 1, PORTS=ports)
    with proxied(file, target.port):
        # Each is asked in turn.
        assert [get(target, "/en/")[0] for _time in range(4)] == [200] * 4
        assert [post(target, "/csp-report/", 10)[0] for _time in range(4)] == [200] * 4
