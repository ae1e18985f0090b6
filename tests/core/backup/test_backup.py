"""A backup is whole or not there, and holds what the site held at one moment."""

import fcntl
import hashlib
import os
import resource
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.db import connection

from core.backup import databases, manifest, media, outcomes
from core.backup.errors import BackupError
from core.backup.making import finished, make_backup
from core.models import PublicationCounter, SiteImage
from tests import factories
from tests.core.backup.elsewhere import environment, run
from tests.locks import busy_for_readers, busy_for_writers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data")]
DATABASE = databases.FILES[connection.vendor]


def parts(place: Path) -> list[Path]:
    return list(place.glob(".icssi-*"))


def test_a_backup_holds_database_and_uploads_and_no_renditions(place, photo):
    document = factories.make_document(content=b"%PDF-1.7")
    factories.make_story(lead_image=photo, title="A march")
    assert photo.renditions.exists()
    folder = make_backup(place)
    assert finished(place) == [folder]
    held = manifest.read(folder)
    assert set(held.files) == {DATABASE, f"media/{photo.file.name}", f"media/{document.file.name}"}
    for name, stored in held.files.items():
        content = (folder / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (stored.bytes, stored.sha256)
    assert held.publication == PublicationCounter.objects.get(pk=1).value
    assert held.tables["core_siteimage"] == 1
    assert held.database == connection.vendor
    assert "core.0001_users" in held.migrations
    assert not held.missing
    assert not parts(place)


def test_only_the_owner_reads_a_backup(place, photo):
    folder = make_backup(place)
    found = [place, *place.rglob("*")]
    assert folder in found
    assert {stat.S_IMODE(each.stat().st_mode) for each in found if each.is_dir()} == {0o700}
    assert {stat.S_IMODE(each.stat().st_mode) for each in found if each.is_file()} == {0o600}


def test_the_keys_are_in_no_backup(place, settings):
    settings.SECRET_KEY = "secret-key-of-this-test"
    settings.DATA_KEY = "data-key-of-this-test"
    folder = make_backup(place)
    for key in (settings.SECRET_KEY, settings.DATA_KEY):
        assert key not in (folder / manifest.NAME).read_text()


def test_uploads_that_are_the_same_take_no_room_a_second_time(place, photo):
    first, second = make_backup(place), make_backup(place)
    name = f"media/{photo.file.name}"
    assert (first / name).stat().st_ino == (second / name).stat().st_ino


def test_what_was_damaged_in_the_backup_before_is_copied_anew(place, photo):
    first = make_backup(place)
    name = f"media/{photo.file.name}"
    with (first / name).open("r+b") as file:
        file.write(b"x")
    second = make_backup(place)
    assert not list(manifest.damaged_files(second, manifest.read(second)))
    assert list(manifest.damaged_files(first, manifest.read(first))) == [name]


def test_what_is_lost_already_is_named(place, photo):
    (Path(site_settings.MEDIA_ROOT) / photo.file.name).unlink()
    assert manifest.read(make_backup(place)).missing == [f"media/{photo.file.name}"]


def test_an_upload_that_comes_while_others_are_copied_is_held(place, photo, monkeypatch):
    original = databases.dump

    def dump_after_an_upload(folder):
        factories.make_image()
        return original(folder)

    monkeypatch.setattr(databases, "dump", dump_after_an_upload)
    held = manifest.read(make_backup(place))
    assert {f"media/{name}" for name in SiteImage.objects.values_list("file", flat=True)} <= set(
        held.files
    )
    assert not held.missing


def test_the_newest_are_left(place):
    made = [make_backup(place, most=2) for _ in range(3)]
    assert finished(place) == made[1:]


def test_two_backups_at_once_do_not_mix(place):
    place.mkdir()
    with (place / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BackupError, match="Another backup is being made"):
            make_backup(place)
    assert outcomes.read().problem


def test_the_outcome_is_stored_for_whoever_looks(place, monkeypatch):
    folder = make_backup(place)
    known = outcomes.read()
    assert (known.folder, known.problem) == (str(folder), "")
    assert known.succeeded is not None
    assert known.bytes > 0
    monkeypatch.setattr(media, "copy_new", refuse)
    with pytest.raises(BackupError, match=r"No space left on device"):
        make_backup(place)
    known = outcomes.read()
    assert "No space left on device" in known.problem
    assert known.folder == str(folder)
    assert finished(place) == [folder]
    assert not parts(place)
    monkeypatch.undo()


def refuse(*_args):
    raise OSError(28, "No space left on device")


def test_a_backup_that_is_killed_leaves_no_folder_with_the_final_name(place, photo, data):
    """It waits for the database, with the uploads copied; then it is killed."""
    busy = busy_for_writers if connection.vendor == "sqlite" else busy_for_readers
    with busy():
        process = subprocess.Popen(
            [sys.executable, "manage.py", "backup", str(place)],
            cwd=site_settings.ROOT,
            env=environment(data, MEDIA_FROM=str(site_settings.MEDIA_ROOT)),
        )
        try:
            deadline = time.monotonic() + 60
            while not list(place.glob(".icssi-*/media/originals/*")):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)
        finally:
            process.kill()
            process.wait()
    assert parts(place)
    assert not finished(place)
    folder = make_backup(place)
    assert finished(place) == [folder]
    assert not parts(place)


def test_a_full_disk_is_a_sentence_and_leaves_nothing(place, photo, data):
    done = run(
        data, "backup", str(place),
        preexec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "CommandError: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not finished(place)
    assert not parts(place)


def test_the_command_needs_a_folder_and_reports_what_it_made(place, settings, capsys):
    with pytest.raises(CommandError, match="Name a folder, or set BACKUP_DIR"):
        call_command("backup")
    settings.BACKUP_DIR = place
    call_command("backup", keep=1)
    assert f"{finished(place)[0]}: " in capsys.readouterr().out
    call_command("backup", ledger=True)
    assert (place / "withdrawals.jsonl").is_file()
    assert outcomes.read().ledger_copied is not None


@pytest.mark.skipif(shutil.which("restic") is None, reason="restic cannot be installed here")
def test_restic_gets_what_was_made(place, settings, tmp_path, photo):
    repository, password = tmp_path / "repository", tmp_path / "password"
    password.write_text("a password")
    settings.BACKUP_RESTIC_REPOSITORY = str(repository)
    settings.RESTIC_PASSWORD_FILE = str(password)
    with pytest.raises(BackupError, match="restic failed"):
        make_backup(place)
    restic = ["restic", "--repo", str(repository), "--password-file", str(password)]
    around = os.environ | {"RESTIC_CACHE_DIR": str(tmp_path / "cache")}
    subprocess.run([*restic, "init"], check=True, env=around, capture_output=True)
    folder = make_backup(place)
    listed = subprocess.run(
        [*restic, "ls", "latest"], check=True, env=around, capture_output=True, text=True
    )
    assert f"{folder}/{manifest.NAME}" in listed.stdout
