"""--fetch-media: files that the uploads lack come from the old site, and from nowhere else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.addresses.outside import ForbiddenAddressError, checked_addresses
from moving import fetching
from moving.fetching import Fetcher, Origin
from moving.models import OldAddress
from moving.running import Options, Run
from news.models import NewsPage
from tests.moving.exports import TEXT, Importer, item
from tests.pictures import drawing, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HOST = "www.old.example"
UPLOADS = "/wp-content/uploads/"


class OldServer:
    """A server of the test's own: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        self.port = 0

    @property
    def origin(self) -> Origin:
        return Origin.of(f"http://{HOST}:{self.port}")

    def has(self, path: str, content: bytes, kind: str = "image/jpeg", **headers: str) -> None:
        self.answers[UPLOADS + path] = (200, {"Content-Type": kind, **headers}, content)

    def moves(self, path: str, location: str) -> None:
        self.answers[UPLOADS + path] = (301, {"Location": location}, b"")


@contextmanager
def serving() -> Iterator[OldServer]:
    old = OldServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            old.asked.append((self.headers["Host"], self.path))
            status, headers, content = old.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    old.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield old
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def old() -> Iterator[OldServer]:
    with serving() as old:
        yield old


def loopback(host: str, port: int) -> list[str]:
    """The old host is this machine, as no host may be outside of tests."""
    assert host == HOST
    return ["127.0.0.1"]


@pytest.fixture
def fetcher(old: OldServer, tmp_path: Path) -> Fetcher:
    return Fetcher([old.origin], tmp_path, loopback)


def go(run: Importer, old: OldServer, reach=loopback) -> Run:
    options = Options(
        run.paths,
        {},
        None,
        run.folder / "report" / "mapping.txt",
        origins=[old.origin],
        reach=reach,
    )
    this = Run(options)
    this.go()
    return this


def test_a_picture_that_the_uploads_lack_is_shown_and_stays_there(run, old):
    home = f"http://{HOST}:{old.port}"
    old.has("2016/03/tea.jpg", saved(drawing(), "JPEG"))
    picture = f'<img src="{home}{UPLOADS}2016/03/tea-300x200.jpg" alt="Tea" />'
    run.write("en", item(1, content=f"{TEXT}{picture}", link=f"{home}/archives/1"))
    path = run.paths["en"][0]
    path.write_bytes(path.read_bytes().replace(b"http://www.old.example<", home.encode() + b"<"))
    assert go(run, old).result.counts["fetched"] == 1
    assert "photo" in {block.block_type for block in NewsPage.objects.get().body}
    assert OldAddress.objects.filter(address=f"{UPLOADS}2016/03/tea.jpg", image__gt=0).exists()
    asked = list(old.asked)
    assert asked == [(f"{HOST}:{old.port}", f"{UPLOADS}2016/03/tea.jpg")]
    go(run, old)
    assert old.asked == asked


def test_a_private_address_is_never_connected_to(old, tmp_path):
    old.has("tea.jpg", saved(drawing(), "JPEG"))
    fetcher = Fetcher([Origin.of(f"http://127.0.0.1:{old.port}")], tmp_path)
    assert not fetcher.fetch("tea.jpg")
    assert old.asked == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_that_leads_inside_is_refused(address):
    with pytest.raises(ForbiddenAddressError):
        checked_addresses(HOST, 80, lambda _host, _port: ["93.184.216.34", address])


def test_the_checked_address_is_the_one_that_is_connected_to(old, tmp_path):
    """The name is resolved once: what it means a moment later is not asked."""
    old.has("tea.jpg", saved(drawing(), "JPEG"))
    answers = [["127.0.0.1"]]
    fetcher = Fetcher([old.origin], tmp_path, lambda _host, _port: answers.pop())
    assert fetcher.fetch("tea.jpg")
    assert answers == []


def test_redirects_are_followed_within_the_host_alone(fetcher, old):
    old.moves("a.jpg", f"{UPLOADS}b.jpg")
    old.has("b.jpg", saved(drawing(), "JPEG"))
    assert fetcher.fetch("a.jpg")
    with serving() as other:
        other.has("b.jpg", saved(drawing(), "JPEG"))
        old.moves("c.jpg", f"http://127.0.0.1:{other.port}{UPLOADS}b.jpg")
        old.moves("d.jpg", f"http://{HOST}:{other.port}{UPLOADS}b.jpg")
        assert not fetcher.fetch("c.jpg")
        assert not fetcher.fetch("d.jpg")
        assert other.asked == []


def test_redirects_in_a_circle_end(fetcher, old):
    old.moves("a.jpg", f"{UPLOADS}a.jpg")
    assert not fetcher.fetch("a.jpg")
    assert len(old.asked) == 4


@pytest.mark.parametrize(
    "answer",
    [
        {"content": b"<html>", "kind": "text/html; charset=utf-8"},
        {"content": b""},
        {"content": b"x" * 500, "Content-Length": "900"},
        {"content": b"x" * 2000},
    ],
    ids=["a page", "nothing", "cut off", "too long"],
)
def test_what_is_no_whole_file_is_not_stored(fetcher, old, monkeypatch, answer):
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    old.has("a.jpg", **answer)
    assert not fetcher.fetch("a.jpg")
    assert list(fetcher.folder.iterdir()) == []


@pytest.mark.parametrize("path", ["../secret.jpg", "wp-config.php", "a.jpg/../../../b.jpg"])
def test_only_files_within_the_uploads_are_asked_for(fetcher, old, path):
    assert not fetcher.fetch(path)
    assert old.asked == []


def test_a_file_is_asked_for_once(fetcher, old):
    assert not fetcher.fetch("a.jpg")
    assert not fetcher.fetch("a.jpg")
    assert len(old.asked) == 1


def test_a_host_that_cannot_be_reached_is_soon_left_alone(tmp_path):
    asked = []

    def nowhere(host: str, port: int) -> list[str]:
        asked.append(host)
        raise ForbiddenAddressError(host)

    fetcher = Fetcher([Origin.of(f"http://{HOST}")], tmp_path, nowhere)
    assert not any(fetcher.fetch(f"{number}.jpg") for number in range(9))
    assert len(asked) == 3


def test_a_dry_run_fetches_nothing(run, old):
    run(item(1))
    options = Options(
        run.paths,
        {},
        None,
        run.folder / "report" / "mapping.txt",
        is_dry_run=True,
        origins=[Origin.of("http://www.old.example")],
        reach=loopback,
    )
    this = Run(options)
    this.go()
    assert this.survey.index.fetchers == {}


@pytest.mark.parametrize("host", ["elsewhere.example", "ftp://www.old.example", "://", "a b"])
def test_only_hosts_of_the_old_sites_may_be_named(run, host):
    run(item(1), fetch_media=[host])
    assert run.status == 2
    assert not NewsPage.objects.exists()
