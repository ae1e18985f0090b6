"""Files of a transaction that fails, and parts of files: neither stays on the disk."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

from django.core.files.storage import FileSystemStorage, Storage


class _Stored(threading.local):
    files: list[tuple[Storage, str]] | None = None  # of the transaction that is open


_stored = _Stored()


@contextmanager
def without_leftovers() -> Iterator[None]:
    """Delete the files that the block stores if it raises: no row will ever name them."""
    files: list[tuple[Storage, str]] = []
    _stored.files = files
    try:
        yield
    except BaseException:
        for storage, name in files:
            with suppress(OSError):
                storage.delete(name)
        raise
    finally:
        _stored.files = None


class RemembersFiles:
    """Mixed into a storage: what a transaction that fails has stored is deleted."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Store a file, and remember it until its transaction ends."""
        stored = str(super().save(name, content, max_length=max_length))  # type: ignore[misc]
        if _stored.files is not None:
            _stored.files.append((cast("Storage", self), stored))
        return stored


class UploadStorage(RemembersFiles, FileSystemStorage):
    """Files on the disk: whole or not at all."""

    def _save(self, name: str, content: Any) -> str:
        was_there = self.exists(name)
        try:
            return str(super()._save(name, content))  # type: ignore[misc]  # missing in its stubs
        except OSError:  # such as a disk that is full
            if not was_there:
                with suppress(OSError):
                    self.delete(name)
            raise
