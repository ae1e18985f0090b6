"""Still WebP pictures, decoded by libwebp itself into one buffer.

Pillow decodes each as if it were animated, with three buffers of the picture's size. Where the
library that Pillow uses is not found, `decoded` returns None and Pillow has to do.
"""

import ctypes
import re
from pathlib import Path

from core.media.pixels import RawRows

# After five columns, Linux writes the whole path of a file, spaces included.
_LIBRARY = re.compile(r"(?:\S+\s+){5}(/.*/libwebp[-.][^/\s]*\.so[^/\s]*)$")


def size_of(start: bytes) -> tuple[int, int] | None:
    """Return the size that the first 30 bytes of a WebP name, or None if they are of none."""
    if start[:4] != b"RIFF" or start[8:12] != b"WEBP" or len(start) < 30:
        return None
    if start[12:16] == b"VP8X":
        return 1 + int.from_bytes(start[24:27], "little"), 1 + int.from_bytes(start[27:], "little")
    if start[12:16] == b"VP8L":
        bits = int.from_bytes(start[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    sides = int.from_bytes(start[26:28], "little"), int.from_bytes(start[28:30], "little")
    return sides[0] & 0x3FFF, sides[1] & 0x3FFF


def decoded(content: bytes, size: tuple[int, int], *, has_alpha: bool) -> RawRows | None:
    """Return the pixels; raises OSError for a picture that is cut off or broken."""
    library = _library()
    if library is None:
        return None
    mode = "RGBA" if has_alpha else "RGB"
    decode = getattr(library, f"WebPDecode{mode}Into")
    decode.restype = ctypes.c_void_p
    decode.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    ]  # fmt: skip
    stride = size[0] * len(mode)
    pixels = bytearray(stride * size[1])
    target = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    if not decode(content, len(content), ctypes.addressof(target), len(pixels), stride):
        raise OSError("libwebp cannot decode it")
    return RawRows(pixels, mode, size, stride)


def _library() -> ctypes.CDLL | None:
    """Return the library that Pillow has loaded into this process, as Linux lists it."""
    try:
        mapped = Path("/proc/self/maps").read_text().splitlines()
        found = [match[1] for line in mapped if (match := _LIBRARY.match(line))]
        return ctypes.CDLL(found[0]) if found else None
    except OSError:
        return None
