"""There is no room left: nothing is stored by half, and people are shown why; see `make faults`."""

import errno
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import RequestFactory
from psycopg.errors import DiskFull

from core.databases.availability import is_disk_full
from core.models import SiteDocument, SiteImage
from core.public.errors import server_error
from core.publication.transactions import publication_transaction
from tests import factories

ROOM = 1000  # bytes


@contextmanager
def no_room() -> Iterator[None]:
    """Have the system refuse to write files that are larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(media: Path) -> list[str]:
    return [path.name for path in media.rglob("*") if path.is_file()]


def test_of_a_file_for_which_there_is_no_room_no_part_is_left(media):
    with no_room(), pytest.raises(OSError, match="large") as refused:
        default_storage.save("documents/a.txt", ContentFile(b"x" * 2 * ROOM))
    assert is_disk_full(refused.value)
    assert files(media) == []


def test_a_file_that_was_there_before_stays(media):
    default_storage.save("documents/a.txt", ContentFile(b"old"))
    with no_room(), pytest.raises(OSError, match="large"):
        default_storage.save("documents/a.txt", ContentFile(b"x" * 2 * ROOM))
    assert (media / "documents" / "a.txt").read_bytes() == b"old"
    assert len(files(media)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("make", [factories.make_image, factories.make_document])
def test_what_was_uploaded_in_a_transaction_that_failed_is_deleted(media, make):
    def fail() -> None:
        with publication_transaction():
            make()
            raise OperationalError("the disk is full")

    with pytest.raises(OperationalError, match="full"):
        fail()
    assert not SiteImage.objects.exists()
    assert not SiteDocument.objects.exists()
    assert [name for name in files(media) if "width" not in name] == []
    with publication_transaction():
        make()
    assert files(media)


def full() -> list[BaseException]:
    of_sqlite = sqlite3.OperationalError("database or disk is full")
    of_sqlite.sqlite_errorcode = sqlite3.SQLITE_FULL
    found: list[BaseException] = [OSError(errno.ENOSPC, "No space left on device")]
    for cause in (of_sqlite, DiskFull("could not extend file")):
        raised = OperationalError("full")
        raised.__cause__ = cause
        found.append(raised)
    return found


@pytest.mark.parametrize("error", full(), ids=["files", "SQLite", "PostgreSQL"])
@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "The server has no room left"), ("ar", "لم تبق مساحة على الخادم")]
)
def test_whoever_saves_is_shown_that_there_is_no_room(error, lang, sentence):
    request = RequestFactory().post(
        "/admin/pages/add/", {"title": "My words"}, HTTP_ACCEPT_LANGUAGE=lang
    )
    request.csrf_processing_done = True
    try:
        raise error
    except type(error):
        answer = server_error(request)
    assert answer.status_code == 503
    page = BeautifulSoup(answer.content, "html.parser")
    assert sentence in page.get_text()
    assert page.select_one("[name=title]")["value"] == "My words"


def test_a_file_that_is_missing_is_no_disk_that_is_full():
    assert not is_disk_full(FileNotFoundError(errno.ENOENT, "No such file"))
    assert not is_disk_full(None)
