"""Uploads into a backup, and back: originals, documents and pictures of users, and no renditions.

Files of uploads are made and deleted, but never changed.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from wagtail.users.models import UserProfile

from core.backup import bucket
from core.backup.bucket import FOLDER
from core.backup.folders import copy_file, digest_of, make_private
from core.backup.manifest import Manifest, StoredFile
from core.models import SiteDocument, SiteImage

# Made again from the originals by `manage.py make_renditions`.
_LEFT_OUT = bucket.LEFT_OUT


def copy_new(backup: Path, previous: Path | None, stored: dict[str, StoredFile]) -> None:
    """Copy the uploads that the backup lacks, and add them to `stored`; raises OSError.

    What the previous backup has with the same content is linked to it and takes no room.
    """
    if settings.MEDIA_IS_REMOTE:
        bucket.copy_new(backup, previous, stored)
        return
    top = Path(settings.MEDIA_ROOT)
    for source in _uploads(top):
        path = Path(FOLDER, source.relative_to(top))
        if path.as_posix() in stored:
            continue
        target = backup / path
        make_private(target.parent)
        try:
            digest = _link_or_copy(source, target, previous / path if previous else None)
        except FileNotFoundError:  # deleted since the folder was read
            continue
        stored[path.as_posix()] = StoredFile(target.stat().st_size, digest)


def _uploads(top: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(top):
        if Path(folder) == top:
            folders[:] = [name for name in folders if name not in _LEFT_OUT]
        for name in files:
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                yield file


def _link_or_copy(source: Path, target: Path, before: Path | None) -> str:
    """Return the digest of what is at `target` then.

    Both files are read: what has been damaged in the previous backup is copied anew.
    """
    if before is not None and before.is_file():
        digest = digest_of(source)
        if digest_of(before) == digest:
            target.hardlink_to(before)
            return digest
    return copy_file(source, target)


def named_files() -> set[str]:
    """Return the paths, within a backup, of the uploads that the database names."""
    names = {
        *SiteImage.objects.values_list("file", flat=True),
        *SiteDocument.objects.values_list("file", flat=True),
        *UserProfile.objects.exclude(avatar="").values_list("avatar", flat=True),
    }
    return {f"{FOLDER}/{name}" for name in names if name}


def is_empty() -> bool:
    """Whether there are no uploads."""
    if settings.MEDIA_IS_REMOTE:
        return next(bucket.names(), None) is None
    return next(_uploads(Path(settings.MEDIA_ROOT)), None) is None


def put_back_missing(backup: Path, manifest: Manifest) -> tuple[int, list[str]]:
    """Copy the uploads that the database names now and that are lost; raises OSError.

    Returns how many, and the names of those that the backup has not, or has no longer as they were.
    What was deleted since stays deleted: the database does not name it.
    """
    top, copied, lacking = Path(settings.MEDIA_ROOT), 0, list[str]()
    for name in sorted(named_files()):
        target = top / Path(*Path(name).parts[1:])
        if target.exists():
            continue
        stored, source = manifest.files.get(name), backup / name
        if stored is None or not source.is_file() or digest_of(source) != stored.sha256:
            lacking.append(name)
            continue
        make_private(target.parent)
        copy_file(source, target, settings.FILE_UPLOAD_PERMISSIONS or 0o640)
        copied += 1
    return copied, lacking


def put_back(backup: Path, manifest: Manifest) -> None:
    """Have the folder of uploads hold what the backup does, and nothing else; raises OSError."""
    if settings.MEDIA_IS_REMOTE:
        bucket.put_back(backup, manifest)
        return
    top = Path(settings.MEDIA_ROOT)
    make_private(top)
    for each in top.iterdir():  # not the folder itself, which may be a file system of its own
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()
    for name in manifest.files:
        path = Path(name)
        if path.parts[0] == FOLDER:
            target = top / Path(*path.parts[1:])
            make_private(target.parent)
            copy_file(backup / path, target, settings.FILE_UPLOAD_PERMISSIONS or 0o640)
