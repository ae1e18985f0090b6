"""What is uploaded stays in memory, and what is too large is refused with the limit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from tests import factories
from tests.translation.offline.files import UPLOAD, words_of
from translation.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MB = 1024 * 1024


@pytest.fixture(params=["many", "one"])
def address(request, draft):
    """Where files of any page, or of one, are taken in."""
    one = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/upload/"
    return UPLOAD if request.param == "many" else one


@pytest.fixture
def no_disk(monkeypatch):
    def refuse(*args):
        raise AssertionError("An upload was written to the disk")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", refuse)


def send(client, address, size):
    file = SimpleUploadedFile("x.po", b"#" * size)
    return client.post(address, {"file": file}, follow=True)


def test_texts_that_are_not_public_are_not_written_to_a_disk(editor, address, no_disk):
    send(editor, address, 49 * MB // 10)
    assert len(Job.objects.get().file) == 49 * MB // 10


def test_a_file_that_is_too_large_is_cut_in_memory_and_refused(editor, address, no_disk):
    assert "larger than 5 MB" in words_of(send(editor, address, 8 * MB))
    assert not Job.objects.exists()


def test_other_uploads_are_taken_in_as_ever():
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("x.jpg", b"x" * 6 * MB)})
    file = request.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    assert file.size == 6 * MB
