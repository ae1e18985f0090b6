"""Uploads are lost and the database is not: a backup has them, but not what was deleted since."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.backup.making import make_backup
from core.media.photos import make_renditions
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, data) -> Path:
    settings.MEDIA_ROOT = data / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def photo(media):
    image = factories.make_image()
    make_renditions(image)
    return image


def test_what_the_database_names_comes_back_and_what_was_deleted_does_not(
    media, photo, place, capsys
):
    deleted = factories.make_document()
    gone = media / deleted.file.name
    backup = make_backup(place)
    deleted.delete()
    since = factories.make_document()
    shutil.rmtree(media)
    call_command("restore", str(backup), "--files")
    output = capsys.readouterr()
    assert "1 uploads brought back." in output.out
    assert since.file.name in output.err
    assert (media / photo.file.name).is_file()
    assert all((media / each.file.name).is_file() for each in photo.renditions.all())
    assert not gone.exists()


def test_a_file_that_is_damaged_in_the_backup_is_not_brought_back(media, photo, place, capsys):
    backup = make_backup(place)
    shutil.rmtree(media)
    (backup / "media" / photo.file.name).write_bytes(b"damaged")
    with suppress(CommandError):  # its sizes may not be made again either
        call_command("restore", str(backup), "--files")
    assert f"Not in this backup: media/{photo.file.name}" in capsys.readouterr().err
    assert not (media / photo.file.name).exists()


def test_what_is_there_is_left_alone(media, photo, place, capsys):
    backup = make_backup(place)
    original = media / photo.file.name
    original.write_bytes(b"newer")
    (backup / "media" / photo.file.name).chmod(0o600)
    call_command("restore", str(backup), "--files")
    assert "0 uploads brought back." in capsys.readouterr().out
    assert original.read_bytes() == b"newer"
