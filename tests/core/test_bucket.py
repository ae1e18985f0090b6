"""MEDIA_URL_S3: uploads are in a bucket, their addresses are the site's, and it may be away."""

import os
import subprocess
import sys

import boto3
import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer

from core.backup import bucket, media
from core.backup.manifest import Manifest
from core.databases.breaker import FILES
from core.media.photos import make_renditions
from tests import factories

pytestmark = pytest.mark.django_db
KEY = "a-key"


@pytest.fixture(scope="module")
def service():
    """An S3 of its own; it yields its port."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def stored(service, settings):
    """Have the site store uploads in an empty bucket; yield what asks S3 itself."""
    address = f"http://127.0.0.1:{service}"
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id=KEY, aws_secret_access_key="x",
        region_name="us-east-1",
    )  # fmt: skip
    client.create_bucket(Bucket="uploads")
    use_bucket(settings, address)
    FILES.reset()
    yield client
    FILES.reset()
    for each in client.list_objects_v2(Bucket="uploads").get("Contents", []):
        client.delete_object(Bucket="uploads", Key=each["Key"])
    client.delete_bucket(Bucket="uploads")


def use_bucket(settings, address):
    settings.MEDIA_IS_REMOTE = True
    options = {
        "access_key": KEY, "secret_key": "x", "endpoint_url": address, "region_name": "us-east-1",
        "bucket_name": "uploads", "location": "site",
    }  # fmt: skip
    backend = "core.media.s3.BucketStorage"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


def keys(client):
    return {each["Key"] for each in client.list_objects_v2(Bucket="uploads").get("Contents", [])}


def body(response):
    return b"".join(response.streaming_content)


def test_a_picture_and_its_sizes_are_in_the_bucket_and_asked_for_here(stored, client):
    picture = factories.make_image()
    make_renditions(picture)
    story = factories.make_story(title="Boats", lead_image=picture)
    rendition = picture.renditions.first()
    assert f"site/{picture.file.name}" in keys(stored)
    assert f"site/{rendition.file.name}" in keys(stored)
    assert rendition.url.startswith("/media/renditions/")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert len(body(response)) == int(response.headers["Content-Length"]) > 100
    story.unpublish()
    assert client.get(rendition.url).status_code == 404


def test_what_the_bucket_lost_is_not_found(stored, client):
    picture = factories.make_image()
    make_renditions(picture)
    factories.make_story(title="Boats", lead_image=picture)
    rendition = picture.renditions.first()
    default_storage.delete(rendition.file.name)
    assert client.get(rendition.url).status_code == 404


def test_while_the_bucket_is_away_pages_go_on_and_pictures_are_503(stored, client, settings):
    picture = factories.make_image()
    make_renditions(picture)
    story = factories.make_story(title="Boats", lead_image=picture)
    rendition = picture.renditions.first()
    use_bucket(settings, "http://127.0.0.1:9")
    response = client.get(rendition.url)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "no-store" in response.headers["Cache-Control"]
    assert client.get(story.url).status_code == 200
    assert client.get(f"/api/v1/news/{story.work}/en/").status_code == 200
    assert FILES.is_open


def test_a_backup_holds_what_the_bucket_does_and_puts_it_back(stored, tmp_path):
    default_storage.save("original_images/one.jpg", ContentFile(b"one"))
    default_storage.save("documents/two.pdf", ContentFile(b"two"))
    default_storage.save("renditions/three.jpg", ContentFile(b"three"))
    files = {}
    media.copy_new(tmp_path / "first", None, files)
    assert set(files) == {"media/original_images/one.jpg", "media/documents/two.pdf"}
    again = {}
    media.copy_new(tmp_path / "second", tmp_path / "first", again)
    assert again == files
    one = "media/original_images/one.jpg"
    assert (tmp_path / "first" / one).samefile(tmp_path / "second" / one)
    default_storage.delete("original_images/one.jpg")
    default_storage.save("documents/later.pdf", ContentFile(b"later"))
    media.put_back(tmp_path / "second", holding(files))
    assert sorted(bucket.names()) == ["documents/two.pdf", "original_images/one.jpg"]
    assert default_storage.open("original_images/one.jpg").read() == b"one"
    assert not media.is_empty()


def holding(files):
    return Manifest(
        made_at="", database="", publication=0, tables={}, migrations=[], secret_keys=[],
        data_key="", files=files, missing=[], version="",
    )  # fmt: skip


def shown(url, tmp_path):
    text = "import config.settings as s, sys; print(s.STORAGES['default'], 'boto3' in sys.modules)"
    return subprocess.run(
        [sys.executable, "-c", text],
        env=os.environ | {"SECRET_KEY": "x" * 60, "DATA_DIR": str(tmp_path), "MEDIA_URL_S3": url,
                          "PYTHONPATH": "site"},
        cwd=site_settings.ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.any_database
def test_the_address_of_a_bucket_is_read_and_checked(tmp_path):
    good = shown("s3://key:a%2Fb@s3.example.org:9000/uploads/site?region=me-1", tmp_path).stdout
    for part in ("'https://s3.example.org:9000'", "'a/b'", "'uploads'", "'site'", "'me-1'"):
        assert part in good
    assert good.endswith("False\n")
    assert "UploadStorage" in shown("", tmp_path).stdout  # on the disk
    for bad in ("s3://bucket", "https://key:secret@host/bucket", "s3://key:secret@host/"):
        assert "MEDIA_URL_S3 must be s3://KEY:SECRET@HOST/BUCKET" in shown(bad, tmp_path).stderr


@pytest.mark.any_database
def test_without_a_bucket_its_library_is_not_loaded(tmp_path):
    text = (
        "import django, sys; django.setup(); import config.urls;"
        " print([name for name in ('boto3', 'botocore', 'storages') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", text],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATA_DIR": str(tmp_path)},
        cwd=site_settings.ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
