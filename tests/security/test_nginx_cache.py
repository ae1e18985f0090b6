"""What the kit's nginx gives without asking the application, which is never somebody's own."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
import serve

from benchmarks.slow_clients.proxy import configure, proxied
from benchmarks.slow_clients.target import Target
from tests.security.test_nginx import get, needs_nginx

pytestmark = [pytest.mark.any_database, needs_nginx]

Result = TypeVar("Result")
CMS = "cms.localhost"
# The second comes from the request, as the application takes it.
PUBLIC = {"Cache-Control": "public, max-age=30", "X-Accel-Expires": "@"}
# What the application answers at an address, by the first part of its path that is named here.
ANSWERS: dict[str, tuple[int, dict[str, str]]] = {
    "/en/private/": (200, {"Cache-Control": "private, no-store"}),
    "/en/unmarked/": (200, {"Cache-Control": "public, max-age=30"}),
    "/en/cookie/": (200, PUBLIC | {"Set-Cookie": "sessionid=secret"}),
    "/en/gone/": (410, {"Cache-Control": "public, max-age=30"}),
    "/api/": (200, PUBLIC | {"RateLimit": '"made";r=59;t=20', "RateLimit-Policy": "q"}),
    "/media/": (200, PUBLIC | {"ETag": '"picture"'}),
    "/": (200, PUBLIC | {"Vary": "Accept-Encoding, Save-Data"}),
}


class Application(BaseHTTPRequestHandler):
    """Answers with the number of the request, so that a stored answer is known by its number."""

    protocol_version = "HTTP/1.1"
    server: "Counting"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.server.is_down:
            self.close_connection = True
            return
        path = urlsplit(self.path).path
        status, headers = next(ANSWERS[each] for each in ANSWERS if path.startswith(each))
        body = f"{len(self.server.asked)}".encode()
        if self.headers.get("If-None-Match"):
            status, body = 304, b""
        self.send_response(status)
        for name, value in (headers | {"X-Request-ID": "of-the-application"}).items():
            second = self.headers["X-Proxy-Time"].partition(".")[0]
            self.send_header(name, f"@{second}" if value == "@" else value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Write nothing."""


class Counting(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__((serve.HOST, 0), Application)
        self.asked: list[str] = []
        self.is_down = False


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counting, Target]]:
    with Counting() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        target = Target(serve.free_port(), is_tls=True)
        folder = tmp_path_factory.mktemp("cache") / "nginx"
        file = configure(folder, target.base, server.server_address[1], CMS_HOST=CMS)
        with proxied(file, target.port):
            yield server, target
        server.shutdown()


@pytest.fixture
def application(running: tuple[Counting, Target]) -> Counting:
    running[0].is_down = False
    running[0].asked.clear()
    return running[0]


@pytest.fixture
def target(running: tuple[Counting, Target]) -> Target:
    return running[1]


def begin_a_second() -> None:
    """Wait for the next second: until its end what was made in it is stored."""
    time.sleep(1.02 - time.time() % 1)


def within_a_second(ask: Callable[[], Result]) -> Result:
    """Return what `ask` returns; on a busy machine it is called until one second was enough."""
    for _attempt in range(20):
        begin_a_second()
        second = int(time.time())
        result = ask()
        if int(time.time()) == second:
            return result
    pytest.fail("the requests took longer than a second, twenty times")


def asked_for(application: Counting, target: Target, *paths: str, **headers: object) -> int:
    """Return how many of the requests reached the application, one sent after the other.

    All are sent within one second.
    """

    def ask() -> int:
        before = len(application.asked)
        for path in paths:
            assert get(target, path, **headers)[0] in {200, 304, 410}
        return len(application.asked) - before

    return within_a_second(ask)


def test_a_page_is_given_for_a_second_and_then_asked_for_again(application, target):
    def bodies() -> set[bytes]:
        return {get(target, "/en/second/")[2] for _ in range(5)}

    [first] = within_a_second(bodies)
    # What is stored now is another file, of which nothing of the former is left.
    [second] = within_a_second(bodies)
    assert int(second) > int(first)


@pytest.mark.parametrize(
    "path", ["/en/private/", "/en/unmarked/", "/en/cookie/", "/en/gone/", "/admin/"]
)
def test_what_the_application_does_not_mark_is_asked_for_each_time(application, target, path):
    host = CMS if path == "/admin/" else ""
    for _ in range(3):
        get(target, path, host)
    assert len(application.asked) == 3


def test_staff_are_never_given_what_is_stored_nor_is_theirs_stored(application, target):
    for name in ("sessionid", "__Host-sessionid"):
        path = f"/en/{name}/"
        signed_in = {"Cookie": f"a=b; {name}=of-somebody"}
        assert asked_for(application, target, path, path, **signed_in) == 2
        assert asked_for(application, target, path, path) == 1
        assert asked_for(application, target, path, **signed_in) == 1


def test_on_the_host_of_the_cms_every_page_is_asked_for(application, target):
    get(target, "/en/staff/")
    for _ in range(2):
        get(target, "/en/staff/", CMS)
    assert len(application.asked) == 3


def test_random_queries_of_a_site_page_are_one_address(application, target):
    queries = [f"?utm_source={n}&x{n}=1&flag" for n in range(10)]
    paths = ["/ar/random/", *(f"/ar/random/{query}" for query in queries)]
    assert asked_for(application, target, *paths) == 1


@pytest.mark.parametrize(
    "query",
    [
        "page=2", "x=1&page=2", "page=2&page=3", "%70age=2", "q=water", "x=1&q", "forum=hit",
        "=1", "&", "x=1&&page=2", "topic", "year=2019&utm_source=a",
    ],
)  # fmt: skip
def test_a_query_that_may_be_read_is_an_address_of_its_own(application, target, query):
    page = f"/ar/queries/{query.encode().hex()}/"
    assert asked_for(application, target, page, f"{page}?{query}", page) == 2


def test_a_path_with_an_encoded_question_mark_is_no_query(application, target):
    assert asked_for(application, target, "/ar/mark/%3Fpage=2", "/ar/mark/?page=2") == 2


def test_addresses_of_the_api_differ_by_their_whole_query(application, target):
    paths = ["/api/v1/news/?x=1", "/api/v1/news/?x=2", "/api/v1/news/", "/api/v1/news/?x=1"]
    assert asked_for(application, target, *paths) == 3


def test_pages_for_those_who_save_data_are_stored_beside_the_others(application, target):
    get(target, "/en/light/")
    assert asked_for(application, target, "/en/light/", "/en/light/", Save_Data="on") == 1


def test_what_a_client_has_left_is_told_to_that_client_alone(application, target):
    path = "/api/v1/limits/"
    (_, first, made), (_, second, stored) = within_a_second(
        lambda: (get(target, path), get(target, path))
    )
    assert (first["ratelimit"], stored) == ('"made";r=59;t=20', made)
    assert not {"ratelimit", "ratelimit-policy"} & set(second)


def test_each_answer_names_its_own_request(application, target):
    names = {get(target, "/en/named/")[1]["x-request-id"] for _ in range(3)}
    assert len(names) == 3
    assert "of-the-application" not in names


def test_an_id_tells_whether_the_application_has_seen_the_request(application, target):
    path = "/en/identified/"
    (_, first, made), (_, second, stored) = within_a_second(
        lambda: (get(target, path), get(target, path))
    )
    assert made == stored
    assert re.fullmatch(r"[0-9a-f]{32}", first["x-request-id"])
    assert re.fullmatch(r"nginx-\d+-\d+", second["x-request-id"])


def test_a_picture_is_confirmed_by_304_and_its_bytes_are_not_sent_again(application, target):
    first = get(target, "/media/renditions/a.jpg")
    begin_a_second()
    again = get(target, "/media/renditions/a.jpg")
    assert (len(application.asked), again[0], again[2]) == (2, 200, first[2])


def test_nothing_is_given_in_place_of_an_application_that_is_down(application, target):
    get(target, "/en/down/")
    application.is_down = True
    begin_a_second()
    assert get(target, "/en/down/")[0] == 503
