"""Cleans one picture, as a program of its own: `python -m core.media.cleaning SIDE`.

The picture comes by standard input, which must be a file; a line of JSON and the cleaned picture,
no side of which is longer than SIDE, go to standard output. The line is what it has become, or
why it is refused. What a decoder
does wrong with a hostile file ends with this process; so does the memory that it took.
`core.media.separate` starts it. Nothing here may import Django.
"""

import json
import resource
import sys
import warnings
from typing import Any, BinaryIO, NamedTuple

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from core.media import jpeg, webp
from core.media.pixels import (
    PictureRows,
    RawRows,
    Rows,
    fitting,
    orientation_of,
    seen,
    upright,
)

MILLION = 1_000_000
# What is decoded at once; a larger JPEG is decoded at a half, a quarter or an eighth of its size.
MAX_PIXELS = 24 * MILLION
MAX_JPEG_PIXELS = 64 * MILLION
MAX_HEAVY_PIXELS = 12 * MILLION
MAX_BYTES = 230 * MILLION  # of a JPEG's coefficients and pixels together
ADDRESS_SPACE = 1024 * MILLION
CPU_SECONDS = 60  # if the process that waits for this one has died
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1"}
AVIF_BRANDS = {b"avif", b"avis"}
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
# Formats in which a picture stays sharp are stored as PNG; a transparent one always is.
SHARP = {"PNG", "GIF", "WEBP"}


class Opened(NamedTuple):
    """A decoded picture; `profile` describes its colours."""

    rows: Rows
    format: str
    profile: bytes | None
    orientation: int


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Why a picture is not accepted: a code, and numbers for the message."""

    def __init__(self, code: str, **numbers: object) -> None:
        super().__init__(code)
        self.answer = {"refused": code, **numbers}


def cleaned(file: BinaryIO, side: int) -> tuple[Pillow.Image, dict[str, Any]]:
    """Return the picture as it is stored, and what has become of it; raises Refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _picture(file, side)
        except UnidentifiedImageError as error:
            raise Refused("not_a_picture") from error
        except (MemoryError, Refused):
            raise
        except Exception as error:  # each decoder fails in its own ways
            raise Refused("damaged") from error


def _picture(file: BinaryIO, side: int) -> tuple[Pillow.Image, dict[str, Any]]:
    file.seek(0)
    opened = _heif(file) if is_heif(file.read(64)) else _opened(file)
    found, orientation = opened.format, opened.orientation
    result = seen(opened.rows, fitting(opened.rows.size, side), opened.profile)
    del opened  # its memory is needed for what follows
    form = "PNG" if found in SHARP or result.mode == "RGBA" else "JPEG"
    result = upright(result, orientation)
    return result, {"format": form, "width": result.width, "height": result.height}


def is_heif(start: bytes) -> bool:
    """Whether a file begins as HEIC does; AVIF has the same container, with brands of its own."""
    brands = {start[at : at + 4] for at in range(8, len(start) - 3, 4)}
    return start[4:8] == b"ftyp" and bool(brands & HEIF_BRANDS) and not brands & AVIF_BRANDS


def _heif(file: BinaryIO) -> Opened:
    import pillow_heif

    file.seek(0)
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False)
    found = pillow_heif.open_heif(file)
    picture = found[found.primary_index]
    _refuse_above(MAX_PIXELS, picture.size, "HEIC")
    rows = RawRows(picture.data, picture.mode, picture.size, picture.stride)
    # The container itself states how the picture is turned, and the decoder has done that.
    return Opened(rows, "HEIC", picture.info.get("icc_profile"), 1)


def _opened(file: BinaryIO) -> Opened:
    file.seek(0)
    if size := webp.size_of(file.read(30)):  # Pillow makes the decoder's buffers at once
        _refuse_above(MAX_PIXELS, size, "WebP")
    file.seek(0)
    picture = Pillow.open(file, formats=FORMATS)
    found = {"MPO": "JPEG"}.get(picture.format or "", picture.format or "")
    if found == "JPEG":
        _prepare_jpeg(picture, file)
    else:
        _refuse_above(_limit(picture, found, file), picture.size, found)
    rows = _raw_rows(picture, found, file)
    if rows is None:
        picture.load()
    # PNG may have its metadata behind the pixels, so these come last.
    profile, orientation = picture.info.get("icc_profile"), orientation_of(picture)
    return Opened(rows or PictureRows(picture), found, profile, orientation)


def _limit(picture: Any, found: str, file: BinaryIO) -> int:
    """Return how many pixels are accepted; some kinds take twice the memory for each."""
    is_heavy = found == "WEBP" and picture.n_frames > 1
    if found == "AVIF":
        file.seek(0)
        # The third byte of each header: more than eight bits, and how coarse the colours are.
        headers = [part[2] for part in file.read(16_384).split(b"av1C")[1:] if len(part) > 2]
        is_fine = any(not header & 0x1C for header in headers)
        is_heavy = any(header & 0x40 for header in headers) or (is_fine and picture.mode == "RGBA")
    return MAX_HEAVY_PIXELS if is_heavy else MAX_PIXELS


def _refuse_above(limit: int, size: tuple[int, int], form: str) -> None:
    if size[0] * size[1] > limit:
        raise Refused(
            "too_many_pixels", width=size[0], height=size[1], limit=limit // MILLION, format=form
        )


def _prepare_jpeg(picture: Pillow.Image, file: BinaryIO) -> None:
    """Choose the largest scale that is within the memory limit, or raise Refused."""
    _refuse_above(MAX_JPEG_PIXELS, picture.size, "JPEG")
    place = file.tell()
    frame = jpeg.frame_of(file)
    file.seek(place)
    if frame is None or (frame.width, frame.height) != picture.size:
        raise OSError("the header is broken")
    width, height = picture.size
    for scale in (1, 2, 4, 8):
        fits = width * height <= MAX_PIXELS * scale**2 and frame.scaled_bytes(scale) <= MAX_BYTES
        if fits:
            if scale > 1:
                picture.draft(None, (max(1, width // scale), max(1, height // scale)))
            return
    limit = MAX_BYTES * width * height // frame.scaled_bytes(8)
    _refuse_above(limit, picture.size, "progressive JPEG")


def _raw_rows(picture: Any, found: str, file: BinaryIO) -> Rows | None:
    """Return the pixels as the decoder leaves them, where Pillow would hold more copies."""
    if found == "AVIF":
        data, *_ = picture._decoder.get_frame(0)
        return RawRows(data, picture.mode, picture.size, picture.width * len(picture.mode))
    if found != "WEBP" or picture.n_frames > 1:
        return None
    file.seek(0)
    return webp.decoded(file.read(), picture.size, has_alpha=picture.mode == "RGBA")


def limit_process(cpu_seconds: int) -> None:
    """Limit what this process may take, whatever it is given to read."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Pillow.MAX_IMAGE_PIXELS = None  # ours are checked before a pixel is decoded


def main() -> None:
    limit_process(CPU_SECONDS)
    try:
        picture, answer = cleaned(sys.stdin.buffer, int(sys.argv[1]))
    except Refused as refused:
        _write(refused.answer)
    except MemoryError:
        _write({"refused": "too_demanding"})
    else:
        _write(answer)
        # The best compression of a PNG takes ten seconds, and originals are never sent.
        options = {"quality": 90} if answer["format"] == "JPEG" else {"compress_level": 3}
        picture.save(sys.stdout.buffer, answer["format"], **options)


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
