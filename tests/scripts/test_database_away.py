"""PostgreSQL is stopped, hangs or cannot be reached: what a real server answers then."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import requests
from bs4 import BeautifulSoup
from django.conf import settings

from core.publication import announced
from core.publication.state import FRESH_SECONDS
from tests import clusters
from tests.clusters import Cluster
from tests.servers import served

pytestmark = [pytest.mark.slow, pytest.mark.any_database]

needs_server = pytest.mark.skipif(
    clusters.program("initdb") is None, reason="needs the programs of a PostgreSQL server"
)

# The bounds of the contract in seconds, and what a busy machine may add.
LIVE, READY, PAGE, WELL = 0.5, 2.0, 3.0, 5.0
TOLERANCE = 1.0
TEXT = "ورشة في هيت عن المياه"
NEWS = "Page.objects.get(slug='news', locale__language_code='en')"
CACHED = ("/en/", "/ar/news/", "/api/v1/news/?limit=5", "/api/v1/")


class Site:
    """A served site, asked as a browser with cookies asks."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.browser = requests.Session()

    def get(self, path: str, within: float, **headers: str) -> requests.Response:
        return self._timed("GET", path, within, headers=headers)

    def post(self, path: str, within: float, form: dict[str, str]) -> requests.Response:
        return self._timed("POST", path, within, data=form)

    def _timed(self, method: str, path: str, within: float, **more: Any) -> requests.Response:
        began = time.monotonic()
        response = self.browser.request(
            method, self.address + path, timeout=60, allow_redirects=False, **more
        )
        took = time.monotonic() - began
        assert took < within + TOLERANCE, f"{path} took {took:.1f} s"
        return response


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    # Not among pytest's own folders: these are closed to the user that PostgreSQL runs as.
    with TemporaryDirectory() as folder, clusters.cluster(Path(folder)) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def site(cluster: Cluster, folder: Path) -> Iterator[Site]:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=settings.ROOT,
        env=os.environ | {"DATABASE_URL": cluster.url, "DATA_DIR": str(folder)},
        check=True,
    )
    with served(folder, DATABASE_URL=cluster.url) as address:
        yield Site(address)


@pytest.fixture
def black_hole() -> Iterator[str]:
    """The address of a server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield f"postgres://somebody@127.0.0.1:{silent.getsockname()[1]}/site"


def check_that_it_is_away(site: Site) -> None:
    """Assert what everybody gets while there is no database."""
    ready = site.get("/readyz", READY)
    assert (ready.status_code, ready.json()) == (503, {"status": "unavailable"})
    for path, lang in (("/en/search/", "en"), ("/ar/search/?q=هيت", "ar"), ("/admin/login/", "ar")):
        page = site.get(path, PAGE, **{"Accept-Language": "ar"})
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert BeautifulSoup(page.text, "html.parser").html["lang"] == lang
    problem = site.get("/api/v1/news/?limit=3", PAGE, **{"Accept-Language": "ar"})
    assert problem.status_code == 503
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["type"].endswith("#unavailable")
    assert site.get("/livez", LIVE).status_code == 200


def check_that_threads_stay_free(site: Site) -> None:
    """Assert that a crowd of readers leaves a thread for what needs no database."""
    with ThreadPoolExecutor(8) as crowd:
        answers = [crowd.submit(site.get, "/en/search/?q=water", PAGE) for _ in range(8)]
        assert site.get("/livez", LIVE).status_code == 200
        assert {answer.result().status_code for answer in answers} == {503}


def check_that_it_is_well(site: Site) -> None:
    """Assert that all is well soon after the database has come back."""
    deadline = time.monotonic() + WELL + TOLERANCE
    paths = ("/readyz", "/en/", "/ar/", "/api/v1/news/?limit=4", "/admin/login/")
    answers: list[requests.Response] = []
    while not answers or (_not_well(answers) and time.monotonic() < deadline):
        answers = [site.get(path, PAGE) for path in paths]
        time.sleep(0.1)
    assert not _not_well(answers)


def _not_well(answers: list[requests.Response]) -> list[tuple[str, int, str]]:
    return [
        (each.url, each.status_code, each.text[:200]) for each in answers if each.status_code != 200
    ]


def read(site: Site) -> dict[str, bytes]:
    """Read what the server then has cached; return the bodies by path."""
    answers = {path: site.get(path, PAGE) for path in CACHED}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: answer.content for path, answer in answers.items()}


def answers_now(site: Site) -> dict[str, tuple[int, bytes]]:
    """Return status and body of the answer of each address; of a refusal only the status.

    By then the server no longer relies on what it knew of the database just before it was stopped.
    """
    time.sleep(FRESH_SECONDS)
    answers = {path: site.get(path, PAGE) for path in CACHED}
    return {
        path: (answer.status_code, answer.content if answer.status_code == 200 else b"")
        for path, answer in answers.items()
    }


def change(cluster: Cluster, folder: Path, code: str) -> None:
    """Run code of the site in a process of its own, as the CMS's would."""
    setup = "import django; django.setup(); from wagtail.models import Page; "
    subprocess.run(
        [sys.executable, "-c", setup + code],
        cwd=settings.ROOT / "site",
        env=os.environ
        | {
            "DATABASE_URL": cluster.url,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        check=True,
    )


@needs_server
@pytest.mark.parametrize("way", ["stopped", "frozen"])
def test_what_readers_have_read_goes_on_while_the_database_is_away(site, cluster, way):
    check_that_it_is_well(site)
    bodies = read(site)
    with cluster.stopped() if way == "stopped" else cluster.frozen():
        during = answers_now(site)
        unread = site.get("/api/v1/news/?limit=17", PAGE)
    check_that_it_is_well(site)
    assert during == {path: (200, body) for path, body in bodies.items()}
    assert unread.status_code == 503


@needs_server
def test_what_was_withdrawn_before_the_outage_is_not_given_again(site, cluster, folder):
    check_that_it_is_well(site)
    read(site)
    # The database is stopped before the server has seen the change.
    change(cluster, folder, f"{NEWS}.unpublish()")
    with cluster.stopped():
        during = answers_now(site)
    change(
        cluster,
        folder,
        f"{NEWS}.specific.save_revision().publish()",
    )
    check_that_it_is_well(site)
    assert during == dict.fromkeys(CACHED, (503, b""))


@needs_server
def test_without_the_announced_number_nothing_is_given(site, cluster, folder):
    """As where somebody has emptied the folder of data: it is not known what was withdrawn."""
    check_that_it_is_well(site)
    read(site)
    (folder / announced.NAME).unlink()
    with cluster.stopped():
        during = answers_now(site)
    assert during == dict.fromkeys(CACHED, (503, b""))
    change(cluster, folder, "from core.publication.counter import announce_again; announce_again()")
    with cluster.stopped():
        assert site.get("/livez", LIVE).status_code == 200
    check_that_it_is_well(site)


@needs_server
def test_while_postgresql_is_stopped_every_request_is_answered_at_once(site, cluster):
    check_that_it_is_well(site)
    with cluster.stopped():
        check_that_it_is_away(site)
        check_that_threads_stay_free(site)
    check_that_it_is_well(site)


@needs_server
def test_a_postgresql_that_hangs_is_not_waited_for(site, cluster):
    check_that_it_is_well(site)
    with cluster.frozen():
        check_that_it_is_away(site)
        check_that_threads_stay_free(site)
    check_that_it_is_well(site)


@needs_server
def test_what_is_typed_into_a_form_comes_back_though_nobody_knows_who_sent_it(site, cluster):
    check_that_it_is_well(site)
    shown = BeautifulSoup(site.get("/admin/login/", PAGE).text, "html.parser")
    token = shown.select_one("[name=csrfmiddlewaretoken]")["value"]
    site.browser.cookies.set("sessionid", "of-somebody")
    form = {"csrfmiddlewaretoken": token, "title": TEXT, "password": "hers"}
    with cluster.stopped():
        answer = site.post("/admin/pages/add/news/newspage/5/", PAGE, form)
        stranger = site.post("/admin/pages/add/news/newspage/5/", PAGE, {"title": TEXT})
    assert answer.status_code == 503
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one("input[name=title]")["value"] == TEXT
    assert "hers" not in answer.text
    assert site.browser.cookies["sessionid"] == "of-somebody"
    assert (stranger.status_code, TEXT in stranger.text) == (403, False)


def test_a_server_that_never_answers_holds_nobody_up(black_hole, tmp_path: Path):
    with served(tmp_path, DATABASE_URL=black_hole) as address:
        site = Site(address)
        check_that_it_is_away(site)
        check_that_threads_stay_free(site)
