"""What a JPEG's header shows of the memory that its decoder will need."""

from dataclasses import dataclass
from typing import BinaryIO

_START_OF_IMAGE = b"\xff\xd8"
_START_OF_SCAN = 0xDA
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD9)}  # markers that nothing belongs to
_BLOCK = 64  # pixels
_BLOCK_BYTES = 128  # a coefficient of two bytes for each


@dataclass(frozen=True)
class Frame:
    """The picture as its header describes it; `coefficients` are what a decoder must hold."""

    width: int
    height: int
    components: int
    coefficients: int

    def scaled_bytes(self, scale: int) -> int:
        """Return what decoding needs at a half, a quarter or an eighth of the size."""
        pixels = -(-self.width // scale) * -(-self.height // scale)
        return self.coefficients + pixels * (1 if self.components == 1 else 4)


def frame_of(file: BinaryIO) -> Frame | None:
    """Return the frame of a JPEG, or None where a decoder will find it broken.

    Scans that come one after another, as progressive ones do, are put together in memory.
    """
    file.seek(0)
    if file.read(2) != _START_OF_IMAGE:
        return None
    frame: tuple[int, bytes] | None = None
    while (marker := _next_marker(file)) is not None:
        if marker in _BARE:
            continue
        length = int.from_bytes(file.read(2), "big") - 2
        content = file.read(max(0, length))
        if marker in _FRAMES:
            frame = marker, content
        if marker == _START_OF_SCAN:
            return _frame(*frame, content) if frame and content else None
    return None


def _next_marker(file: BinaryIO) -> int | None:
    while (byte := file.read(1)) not in {b"", b"\xff"}:
        continue
    while byte == b"\xff":
        byte = file.read(1)
    return byte[0] if byte else None


def _frame(marker: int, header: bytes, scan: bytes) -> Frame | None:
    if len(header) < 6 or len(header) < 6 + 3 * header[5]:
        return None
    height, width = int.from_bytes(header[1:3], "big"), int.from_bytes(header[3:5], "big")
    factors = [(each >> 4, each & 15) for each in header[7 : 6 + 3 * header[5] : 3]]
    if not factors or not all(across and down for across, down in factors):
        return None
    in_one_scan = scan[0] == len(factors) and marker not in _PROGRESSIVE
    coefficients = 0 if in_one_scan else _coefficients(width * height, factors)
    return Frame(width, height, len(factors), coefficients)


def _coefficients(pixels: int, factors: list[tuple[int, int]]) -> int:
    """Return the bytes of all components' coefficients; coarser components have fewer."""
    most = max(across for across, _ in factors) * max(down for _, down in factors)
    shares = sum(across * down for across, down in factors) / most
    return int(pixels * shares) // _BLOCK * _BLOCK_BYTES
