"""Takes uploads of translations in without writing them to a disk, and no more than is allowed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from translation.offline.members import LARGEST


def held_in_memory(view: Callable[..., Any]) -> Callable[..., Any]:
    """Keep what is uploaded to `view` in memory alone; what is too large arrives cut."""
    view.held_in_memory = True  # type: ignore[attr-defined]
    return view


class MemoryHandler(FileUploadHandler):
    """Holds the files for views that are `held_in_memory`; others go on to the next handler.

    Django's own writes what is above a few megabytes to a disk, before any view can refuse it.
    One byte more than is allowed is kept of a request, which is enough to be refused.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._room = LARGEST + 1
        self._file: BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        match = self.request.resolver_match if self.request else None
        if match and hasattr(match.func, "held_in_memory"):
            self._file = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._file is None:
            return raw_data
        self._room -= self._file.write(raw_data[: self._room])
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self._file is None:
            return None
        size = self._file.tell()
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )
