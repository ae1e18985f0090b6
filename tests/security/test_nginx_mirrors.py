"""Other names of the site, and Tor, where its own name is blocked."""

import http.client
import json
import re
import ssl
from collections.abc import Iterator
from typing import Any

import nginx_config
import pytest
import serve

from benchmarks.slow_clients.proxy import configure, proxied
from benchmarks.slow_clients.target import Target
from tests.security.test_nginx import Upstream, needs_nginx, upstream

pytestmark = pytest.mark.any_database
assert upstream  # a fixture

MIRRORS = "one.mirror.example, two.mirror.example"
ONION = "vww6ybal4bd7szmgncyruucpgfkqahzddi37ktceo3ah7ngmcopnpyyd.onion"


class Ports:
    def __init__(self, target: Target) -> None:
        self.target = target
        self.plain, self.onion = serve.free_port(), serve.free_port()


@pytest.fixture(scope="module")
def ports(upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    found = Ports(Target(serve.free_port(), is_tls=True))
    file = configure(
        tmp_path_factory.mktemp("mirrors") / "nginx", found.target.base, upstream.server_address[1],
        MIRROR_HOSTS=MIRRORS, ONION_PORT=str(found.onion), NGINX_HTTP_PORT=str(found.plain),
    )  # fmt: skip
    with proxied(file, found.target.port):
        yield found


class Connection(http.client.HTTPConnection):
    """A connection to this machine, over which a name is asked for."""

    def __init__(self, port: int, name: str, *, is_tls: bool) -> None:
        super().__init__("127.0.0.1", port, timeout=20)
        self._name, self._is_tls = name, is_tls

    def connect(self) -> None:
        super().connect()
        if self._is_tls:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.sock = context.wrap_socket(self.sock, server_hostname=self._name)


def ask(port: int, host: str, path: str, *, is_tls: bool = False) -> tuple[int, Any, bytes]:
    connection = Connection(port, host, is_tls=is_tls)
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def seen_by_the_application(body: bytes) -> dict[str, str]:
    return dict(json.loads(body)["headers"])


def test_nothing_is_added_where_neither_is_set():
    text = nginx_config.configuration({"BASE_URL": "https://example.org"})
    assert "blocked" not in text
    assert "Tor" not in text
    assert not re.search(r"@[A-Z_]+@", text)


@needs_nginx
def test_a_mirror_shows_the_site_by_the_sites_own_name(ports):
    for host in ("one.mirror.example", "TWO.mirror.example"):
        status, _headers, body = ask(ports.target.port, host, "/ar/news/", is_tls=True)
        assert status == 200
        assert seen_by_the_application(body)["Host"] == ports.target.place


@needs_nginx
def test_a_mirror_leads_to_itself_by_https(ports):
    status, headers, _body = ask(ports.plain, "one.mirror.example", "/ar/?page=2")
    place = f"https://one.mirror.example:{ports.target.port}/ar/?page=2"
    assert (status, headers["Location"]) == (301, place)


@needs_nginx
def test_within_tor_the_site_is_there_without_tls(ports):
    status, _headers, body = ask(ports.onion, ONION, "/ar/")
    seen = seen_by_the_application(body)
    assert status == 200
    assert (seen["Host"], seen["X-Forwarded-Proto"]) == (ports.target.place, "https")


@needs_nginx
def test_the_cms_is_at_neither(ports):
    assert ask(ports.target.port, "one.mirror.example", "/admin/", is_tls=True)[0] == 404
    assert ask(ports.onion, ONION, "/admin/login/")[0] == 404
