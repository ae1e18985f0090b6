"""JPEG 2000 as PDF has it: boxes and comments that no decoder needs are left out."""

from core.media.cleaning import Refused

_BOX_START = b"\x00\x00\x00\x0cjP  "
_NEEDED = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
_STREAM_START = b"\xff\x4f"
_COMMENT, _TILE, _DATA = 0x64, 0x90, 0x93


def without_metadata(content: bytes) -> tuple[bytes, bool]:
    """Return the picture without metadata, and whether there was any; raises Refused."""
    if content.startswith(_STREAM_START):
        return _stream(content)
    if not content.startswith(_BOX_START):
        raise Refused("damaged")
    result, at, dropped = bytearray(), 0, False
    while at < len(content):
        kind, body, at = _box(content, at)
        if kind not in _NEEDED:
            dropped = True
            continue
        if kind == b"jp2c":
            body, changed = _stream(body)
            dropped = dropped or changed
        result += (len(body) + 8).to_bytes(4, "big") + kind + body
    return bytes(result), dropped


def _box(content: bytes, at: int) -> tuple[bytes, bytes, int]:
    """Return a box's kind and content, and where the next one begins."""
    length, header = int.from_bytes(content[at : at + 4], "big"), 8
    kind = content[at + 4 : at + 8]
    if length == 1:
        length, header = int.from_bytes(content[at + 8 : at + 16], "big"), 16
    elif length == 0:
        length = len(content) - at
    if length < header or at + length > len(content):
        raise Refused("damaged")
    return kind, content[at + header : at + length], at + length


def _stream(content: bytes) -> tuple[bytes, bool]:
    """Return a code stream without the comments of its main header."""
    if not content.startswith(_STREAM_START):
        raise Refused("damaged")
    result, at, dropped = bytearray(_STREAM_START), 2, False
    while True:
        marker, end = _segment(content, at)
        if marker == _TILE:
            _check_tiles(content, at)
            return bytes(result) + content[at:], dropped
        if marker == _COMMENT:
            dropped = True
        else:
            result += content[at:end]
        at = end


def _segment(content: bytes, at: int) -> tuple[int, int]:
    """Return a segment's marker, and where the next one begins."""
    if content[at : at + 1] != b"\xff" or at + 4 > len(content):
        raise Refused("damaged")
    return content[at + 1], at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def _check_tiles(content: bytes, at: int) -> None:
    """Refuse comments in the headers of tiles, whose lengths are written in other places too."""
    while content[at : at + 2] == bytes((0xFF, _TILE)):
        length = int.from_bytes(content[at + 6 : at + 10], "big") or len(content) - at
        marker, inside = _segment(content, at)
        while marker != _DATA:
            if marker == _COMMENT:
                raise Refused("damaged")
            marker = content[inside + 1] if inside + 1 < len(content) else _DATA
            inside = inside if marker == _DATA else _segment(content, inside)[1]
        at += length
