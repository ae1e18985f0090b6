"""The lines of an import file: found one by one, and read as JSON objects."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from core.addresses.base import BASE

# More than any story needs; a file without line ends must not fill the memory.
LINE_LIMIT = 4 * 2**20


class LineError(Exception):
    """A line that cannot be imported; each reason names the invalid key."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return "; ".join(self.reasons)


@dataclass(frozen=True)
class RawLine:
    """A line that is not blank: its number in the file and its bytes, None if they are too many."""

    number: int
    content: bytes | None


def raw_lines(file: BinaryIO) -> Iterator[RawLine]:
    """Yield the lines of `file` that are not blank; a byte order mark and CRLF are tolerated."""
    number = 0
    while content := file.readline(LINE_LIMIT):
        number += 1
        if not content.endswith(b"\n") and len(content) == LINE_LIMIT:
            while (rest := file.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
                pass
            yield RawLine(number, None)
            continue
        if number == 1:
            content = content.removeprefix(codecs.BOM_UTF8)
        if content.strip():
            yield RawLine(number, content.strip())


def json_object(line: RawLine) -> dict[str, Any]:
    """Return the JSON object in a line, or raise LineError: bytes, syntax, type or characters."""
    if line.content is None:
        raise LineError(f"the line is longer than {LINE_LIMIT // 2**20} MB")
    try:
        text = line.content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8: byte {error.start + 1} cannot be read") from error
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise LineError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    if not isinstance(found, dict):
        raise LineError("not a JSON object: a line must be { … }")
    unusable = [key for key, value in found.items() if _is_unusable(value)]
    if unusable:
        raise LineError(*(f"{key}: holds a character that cannot be stored" for key in unusable))
    return found


def _is_unusable(value: Any) -> bool:
    """Whether a value holds NUL, which no database here stores, or our address placeholder."""
    if isinstance(value, list):
        return any(_is_unusable(item) for item in value)
    return isinstance(value, str) and ("\x00" in value or BASE in value)
