"""Files and folders that survive a power cut, and that only their owner reads."""

import hashlib
import os
import shutil
from pathlib import Path

_AT_ONCE = 1024 * 1024


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def copy_file(source: Path, target: Path, mode: int = 0o600) -> str:
    """Copy a file, synced to the disk; return the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with source.open("rb") as content, os.fdopen(descriptor, "wb") as copy:
        os.fchmod(copy.fileno(), mode)
        while block := content.read(_AT_ONCE):
            digest.update(block)
            copy.write(block)
        sync(copy.fileno())
    return digest.hexdigest()


def write_file(target: Path, text: str) -> None:
    """Write a file in place of what it was, at once and synced to the disk."""
    draft = target.with_name(f".{target.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        sync(file.fileno())
    draft.replace(target)


def sync(descriptor: int) -> None:
    os.fsync(descriptor)


def sync_file(file: Path) -> None:
    """Have a file, or the names within a folder, survive a power cut."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folders(top: Path) -> None:
    """Have the names of all files below a folder survive a power cut."""
    for folder, _folders, _files in os.walk(top):
        sync_file(Path(folder))


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
