"""Copies of uploaded files, no larger than is accepted whatever their sender announced."""

from typing import IO, Any

_CHUNK = 2**16


class TooLargeError(Exception):
    """The file is larger than `megabytes`."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit} bytes")
        self.megabytes = limit // 2**20


def copy_within(limit: int, file: Any, copy: IO[bytes]) -> None:
    """Copy `file` into `copy`, and go to its start. Raises TooLargeError beyond `limit` bytes."""
    file.seek(0)
    while chunk := file.read(_CHUNK):
        copy.write(chunk)
        if copy.tell() > limit:
            raise TooLargeError(limit)
    copy.seek(0)
