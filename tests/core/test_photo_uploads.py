"""The screen for many pictures: what it stores, and what its answers are."""

import fcntl
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import UploadedFile

from core.models import SiteImage
from tests import factories
from tests.core.test_photos import jpeg_with_gps

pytestmark = pytest.mark.any_database

ADD = "/admin/images/multiple/add/"


@pytest.fixture
def staff(client, db):
    client.force_login(factories.make_user("Communications"))
    return client


def send(client, title: str = "River", content: bytes = b"", **fields):
    file = SimpleUploadedFile("IMG_20240101_123456.jpg", content or jpeg_with_gps())
    return client.post(ADD, {"files[]": file, "title": title, "collection": 1} | fields)


def test_no_metadata_is_stored_even_where_another_field_is_wrong(staff):
    """Such a file waits until the field is corrected, and then becomes the picture."""
    answer = send(staff, title="x" * 300).json()
    waiting = UploadedFile.objects.get()
    with waiting.file.open("rb") as stored:
        assert b"Exif" not in stored.read()
    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    form = {f"{prefix}-title": "River", f"{prefix}-collection": 1}
    saved = staff.post(f"/admin/images/multiple/create_from_uploaded_image/{waiting.pk}/", form)
    assert saved.json()["success"]
    with SiteImage.objects.get(title="River").file.open("rb") as stored:
        content = stored.read()
    assert b"Exif" not in content
    assert b"PhoneMaker" not in content


def test_a_picture_whose_name_is_no_title_is_called_by_its_number(staff):
    assert send(staff, title="").json()["success"]
    image = SiteImage.objects.get()
    assert image.title == f"Picture {image.pk}"


def test_both_alternative_texts_are_asked_for_with_the_same_explanation(staff):
    form = send(staff).json()["form"]
    assert form.count("What the picture shows, for people who do not see it.") == 2


def test_an_upload_while_others_are_busy_is_told_apart_from_one_that_is_refused(staff, settings):
    settings.PICTURE_PATIENCE = 0
    with Path(settings.PICTURE_LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        busy = send(staff).json()
    assert (busy["success"], busy["busy"]) == (False, True)
    refused = send(staff, content=b"no picture").json()
    assert (refused["success"], refused["busy"]) == (False, False)
    assert refused["error_message"]
    assert not SiteImage.objects.exists()


def test_who_may_not_add_pictures_is_refused_before_one_is_read(client, db, monkeypatch):
    group = Group.objects.get(name="Reviewers (English)")
    group.collection_permissions.all().delete()
    client.force_login(factories.make_user("Reviewers (English)"))
    monkeypatch.setattr("cms.photo_upload.clean_photo", None)
    assert send(client).status_code == 302
    assert not SiteImage.objects.exists()
