"""A JPEG's parts: everything that is not needed to see the picture is left out, undecoded."""

import re

from core.media.cleaning import Refused

_START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
_APPLICATION = set(range(0xE0, 0xF0))
_ADOBE = 0xEE  # how the colours are to be read
_COMMENT = 0xFE
_ADOBE_LENGTH = 12
# In compressed pixels, a marker is what follows 0xFF unless it is 0x00 or a restart (0xD0 to 0xD7).
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_metadata(content: bytes) -> tuple[bytes, bool]:
    """Return a JPEG without its application data and comments, and whether there were any.

    Raises Refused where the parts do not follow one another as the format has it.
    """
    if not content.startswith(_START):
        raise Refused("damaged")
    result, at, dropped = bytearray(_START), 2, False
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            result += b"\xff\xd9"
            return bytes(result), dropped or bool(content[at:].strip(b"\0\r\n "))
        length = int.from_bytes(content[at : at + 2], "big")
        segment = content[at : at + length]
        if length < 2 or len(segment) < length:
            raise Refused("damaged")
        at += length
        if _is_needed(marker, segment):
            result += bytes((0xFF, marker)) + segment
        else:
            dropped = True
        if marker == _SCAN:
            end = _end_of_scan(content, at)
            result += content[at:end]
            at = end


def _is_needed(marker: int, segment: bytes) -> bool:
    if marker == _ADOBE:
        return segment[2:7] == b"Adobe" and len(segment) == _ADOBE_LENGTH + 2
    return marker not in _APPLICATION and marker != _COMMENT


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker at a place, and the place behind it."""
    if content[at : at + 1] != b"\xff":
        raise Refused("damaged")
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise Refused("damaged")
    return content[at], at + 1


def _end_of_scan(content: bytes, at: int) -> int:
    found = _MARKER.search(content, at)
    if not found:
        raise Refused("damaged")
    return found.start()
