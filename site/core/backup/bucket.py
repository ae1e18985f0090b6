"""Uploads of a site that stores them in a bucket (MEDIA_URL_S3), into a backup and back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from core.backup.folders import digest_of, make_private, sync_file
from core.backup.manifest import Manifest, StoredFile

FOLDER = "media"
LEFT_OUT = {"renditions"}


def names(folder: str = "") -> Iterator[str]:
    """Yield the names of all uploads, but of no renditions."""
    folders, files = default_storage.listdir(folder)
    before = f"{folder}/" if folder else ""
    yield from (f"{before}{name}" for name in files)
    for name in folders:
        if folder or name not in LEFT_OUT:
            yield from names(f"{before}{name}")


def copy_new(backup: Path, previous: Path | None, stored: dict[str, StoredFile]) -> None:
    """Copy the uploads that the backup lacks; raises OSError.

    Uploads never change, so what the previous backup has under the same name in the same length is
    not fetched again.
    """
    for name in names():
        path = Path(FOLDER, name)
        if path.as_posix() in stored:
            continue
        target, before = backup / path, previous / path if previous else None
        make_private(target.parent)
        try:
            if before and before.is_file() and before.stat().st_size == default_storage.size(name):
                target.hardlink_to(before)
            else:
                _fetch(name, target)
        except FileNotFoundError:  # deleted since it was listed
            continue
        stored[path.as_posix()] = StoredFile(target.stat().st_size, digest_of(target))


def _fetch(name: str, target: Path) -> None:
    with default_storage.open(name) as source, target.open("xb") as file:
        shutil.copyfileobj(source, file)
    sync_file(target)


def put_back(backup: Path, manifest: Manifest) -> None:
    """Have the bucket hold what the backup does, and nothing else but renditions."""
    for name in list(names()):
        default_storage.delete(name)
    for each in manifest.files:
        path = Path(each)
        if path.parts[0] == FOLDER:
            with (backup / path).open("rb") as file:
                default_storage.save(Path(*path.parts[1:]).as_posix(), File(file))
