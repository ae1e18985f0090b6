"""Picture files, made as tests need them."""

import io
import random
import struct
import zlib

import pillow_heif
from PIL import Image as Pillow


def drawing(mode: str = "RGB", size: tuple[int, int] = (48, 32)) -> Pillow.Image:
    """Noise, so that no two parts of the file look alike."""
    noise = Pillow.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))
    return noise.convert(mode)


def saved(picture: Pillow.Image, form: str, **options) -> bytes:
    buffer = io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(picture).save(buffer, **({"quality": 60} | options))
    else:
        picture.save(buffer, form, **options)
    return buffer.getvalue()


def png_chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def flat_png(width: int, height: int, depth: int, colour_type: int, channels: int) -> bytes:
    """A PNG of one colour, made row by row: a small file that needs much memory."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    packer = zlib.compressobj(1)
    row = b"\0" + b"\x80" * (width * channels * depth // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", data)
    return b"\x89PNG\r\n\x1a\n" + chunks + png_chunk(b"IEND", b"")
