"""One kind of costly work never takes all threads of a web process."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
import serve
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.costly.bounded import SEARCHES, Bounded, BusyError
from core.media.photos import SIZES, make_renditions
from core.media.separate import CLEANING
from tests import factories, pictures
from tests.cms import story_form
from translation.offline.turns import TRANSLATION_FILES

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


# Whose sizes are not made before.
CENTRE = {f"focal_point_{name}": 100 for name in ("x", "y", "width", "height")}


@contextmanager
def all_taken(queue: Bounded, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As many at work as may be, and nobody has patience."""
    monkeypatch.setattr(queue, "patience_seconds", 0)
    with ExitStack() as turns:
        for _turn in range(queue.at_work):
            turns.enter_context(queue.turn())
        yield


def browser(group: str = "") -> Client:
    client = Client(raise_request_exception=False)
    if group:
        client.force_login(factories.make_user(group))
    return client


def test_no_kind_of_work_takes_all_threads():
    [threads] = [int(each.split("=")[1]) for each in serve.GRANIAN if "blocking-threads" in each]
    assert {SEARCHES, CLEANING, SIZES, TRANSLATION_FILES} <= set(Bounded.every)
    for queue in Bounded.every:
        assert queue.at_work + queue.waiting < threads, queue.name


def test_whoever_waits_gets_the_next_turn_and_one_more_is_refused_at_once():
    queue = Bounded("of the test", at_work=1, waiting=1, patience_seconds=10)
    Bounded.every.remove(queue)
    got = threading.Event()

    def wait() -> None:
        with queue.turn():
            got.set()

    thread = threading.Thread(target=wait)
    with queue.turn():
        thread.start()
        while not queue._queued:
            time.sleep(0.01)
        begun = time.monotonic()
        with pytest.raises(BusyError), queue.turn():
            pass
        assert time.monotonic() - begun < 1
        assert not got.is_set()
    thread.join(5)
    assert got.is_set()


def test_patience_ends_and_a_failure_gives_the_turn_back():
    queue = Bounded("of the test", at_work=1, waiting=1, patience_seconds=0.05)
    Bounded.every.remove(queue)
    with queue.turn(), pytest.raises(BusyError), queue.turn():
        pass
    with pytest.raises(ZeroDivisionError), queue.turn():
        _ = 1 / 0
    with queue.turn():
        pass


@pytest.mark.parametrize("path", ["search/?q=water", "suggest/?q=water", "news/?q=water"])
def test_the_api_answers_503_while_too_many_search_and_lists_go_on(path, monkeypatch):
    with all_taken(SEARCHES, monkeypatch):
        response = browser().get(f"/api/v1/{path}", headers={"Accept-Language": "ar"})
        assert response.status_code == 503
        assert response["Retry-After"]
        assert response.json()["type"].endswith("#unavailable")
        assert response["Content-Language"] == "ar"
        assert browser().get("/api/v1/news/").status_code == 200
    assert browser().get(f"/api/v1/{path}").status_code == 200


def test_the_cms_asks_to_try_again_while_too_many_search(monkeypatch):
    client = browser("Communications")
    with all_taken(SEARCHES, monkeypatch):
        response = client.get("/admin/pages/search/?q=water")
        assert response.status_code == 503
        assert response["Retry-After"]
        assert client.get("/admin/").status_code == 200
    assert client.get("/admin/pages/search/?q=water").status_code == 200


def test_an_uploader_of_a_picture_is_asked_to_try_again(monkeypatch, settings):
    settings.PICTURE_PATIENCE = 0
    photo = pictures.saved(pictures.drawing(), "JPEG")
    form = {
        "title": "A meeting",
        "file": SimpleUploadedFile("meeting.jpg", photo),
        "collection": 1,
    }
    client = browser("Communications")
    with all_taken(CLEANING, monkeypatch):
        response = client.post("/admin/images/add/", form)
    assert response.status_code == 200
    assert "A meeting" in response.content.decode()
    assert "try again" in response.content.decode()


def test_a_translator_is_asked_to_try_again(monkeypatch):
    client = browser("Translators (Arabic)")
    file = SimpleUploadedFile("a.po", b'msgid ""\nmsgstr ""\n')
    with all_taken(TRANSLATION_FILES, monkeypatch):
        response = client.post("/admin/translations/import/", {"file": file}, follow=True)
    assert "Many translation files are being read" in response.content.decode()


def test_who_publishes_a_picture_is_asked_to_try_again(monkeypatch):
    """Before, every thread of the site might wait for its turn to make sizes."""
    image = factories.make_image(**CENTRE)
    client = browser("Communications")
    place = f"/admin/pages/add/news/newspage/{factories.news_index().pk}/"
    form = story_form("With a picture", lead_image=str(image.pk)) | {"action-publish": "1"}
    with all_taken(SIZES, monkeypatch):
        response = client.post(place, form)
        assert response.status_code == 503
        assert "With a picture" in response.content.decode()
        assert client.get("/admin/").status_code == 200
    assert client.post(place, form).status_code in {200, 302}
    assert image.renditions.exists()


def test_all_sizes_of_a_picture_are_one_turn_and_write_after_it(monkeypatch):
    """Who waits for the turn may hold SQLite's write lock: whoever has it must not need that."""
    image = factories.make_image(**CENTRE)
    turns = []
    turn = SIZES.turn

    @contextmanager
    def watched() -> Iterator[None]:
        with CaptureQueriesContext(connection) as queries, turn():
            yield
        turns.append(len(queries))

    monkeypatch.setattr(SIZES, "turn", watched)
    assert len(make_renditions(image)) > 2
    assert turns == [0]


@pytest.mark.parametrize("rest", ["preview/width-3000/", "preview/original/", "generate_url/"])
def test_nobody_asks_for_a_size_of_their_own(rest):
    """Stock decodes the whole picture for each, as many at once as there are threads."""
    image = factories.make_image()
    assert browser("Communications").get(f"/admin/images/{image.pk}/{rest}").status_code == 404
