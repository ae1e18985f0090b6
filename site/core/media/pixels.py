"""The pixels of a decoded picture as they are seen: eight bits, sRGB, upright, reduced in size.

It works on strips of rows, so that beside the decoded picture there is never a second one of its
size. Used by `core.media.cleaning` in a process of its own: nothing here may import Django.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Protocol

from PIL import Image as Pillow
from PIL import ImageCms
from PIL.Image import Resampling, Transpose

STRIP_PIXELS = 1_000_000
_LANCZOS_SUPPORT = 3
_ORIENTATION = 0x0112
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_TOP_BYTES = [value >> 8 for value in range(65536)]
# An ICC profile's colour space, and the mode of pixels that it describes.
_PROFILE_MODES = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L"}


class Rows(Protocol):
    """A decoded picture that gives parts of itself."""

    size: tuple[int, int]
    has_alpha: bool

    def rows(self, top: int, bottom: int) -> Pillow.Image:
        """Return the rows from `top` to before `bottom` as a picture."""


class PictureRows:
    """The rows of a picture that Pillow has decoded."""

    def __init__(self, picture: Pillow.Image) -> None:
        self.picture = picture
        self.size = picture.size
        self.has_alpha = picture.has_transparency_data

    def rows(self, top: int, bottom: int) -> Pillow.Image:
        return self.picture.crop((0, top, self.size[0], bottom))


class RawRows:
    """The rows of a picture that is in memory as bytes, as decoders leave them."""

    def __init__(self, data: Any, mode: str, size: tuple[int, int], stride: int) -> None:
        self.data = memoryview(data)
        self.mode = mode
        self.size = size
        self.stride = stride
        self.has_alpha = mode in {"RGBA", "RGBa", "LA"}

    def rows(self, top: int, bottom: int) -> Pillow.Image:
        data = self.data[top * self.stride : bottom * self.stride]
        size = (self.size[0], bottom - top)
        return Pillow.frombytes(self.mode, size, data, "raw", self.mode, self.stride)


def orientation_of(picture: Pillow.Image) -> int:
    """Return how the camera was held; a malformed EXIF block is ignored."""
    try:
        value = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - each malformed block fails in its own way
        return 1
    return value if isinstance(value, int) else 1


def upright(picture: Pillow.Image, orientation: int) -> Pillow.Image:
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return `size`, made smaller in proportion if one side is longer than `side`."""
    factor = min(1, side / max(size))
    width, height = (max(1, round(length * factor)) for length in size)
    return width, height


def seen(source: Rows, size: tuple[int, int], profile: bytes | None = None) -> Pillow.Image:
    """Return a picture of `size` in RGB, or RGBA if some of it is transparent, and nothing else."""
    to_rgb = colours(profile)
    mode = "RGBA" if source.has_alpha else "RGB"
    result = Pillow.new(mode, size)
    for top, strip in _strips(source, size, lambda rows: _in_eight_bits(rows, mode, to_rgb)):
        result.paste(strip, (0, top))
    if mode == "RGBA" and result.getchannel("A").getextrema() == (255, 255):
        return result.convert("RGB")
    return result


def _strips(
    source: Rows, size: tuple[int, int], convert: Callable[[Pillow.Image], Pillow.Image]
) -> Iterator[tuple[int, Pillow.Image]]:
    """Yield the result's strips with their tops; resized, if `size` is another one."""
    width, height = source.size
    scale = height / size[1]
    step = max(1, int(STRIP_PIXELS / width / max(scale, 1)))
    margin = 0 if size == source.size else int(_LANCZOS_SUPPORT * max(scale, 1)) + 1
    for top in range(0, size[1], step):
        bottom = min(top + step, size[1])
        first = max(0, int(top * scale) - margin)
        last = min(height, int(bottom * scale) + 1 + margin)
        strip = convert(source.rows(first, last))
        if margin:
            end = min(bottom * scale, height) - first
            box = (0, top * scale - first, width, end)
            strip = _resized(strip, (size[0], bottom - top), box)
        else:
            strip = strip.crop((0, 0, width, bottom - top))
        yield top, strip


def _resized(strip: Pillow.Image, size: tuple[int, int], box: Any) -> Pillow.Image:
    """Resize; the colour of transparent pixels must not bleed into their neighbours."""
    if strip.mode != "RGBA":
        return strip.resize(size, Resampling.LANCZOS, box)
    return strip.convert("RGBa").resize(size, Resampling.LANCZOS, box).convert("RGBA")


def _in_eight_bits(
    rows: Pillow.Image, mode: str, to_rgb: Callable[[Pillow.Image], Pillow.Image]
) -> Pillow.Image:
    if mode == "RGB":
        return to_rgb(_without_alpha(rows))
    alpha, colour = _alpha_and_colour(rows)
    result = to_rgb(colour)
    result.putalpha(alpha)
    return result


def _without_alpha(rows: Pillow.Image) -> Pillow.Image:
    if rows.mode.startswith("I"):
        return rows.convert("I").point(_TOP_BYTES, "L")
    return rows if rows.mode in {"L", "RGB", "CMYK"} else rows.convert("RGB")


def _alpha_and_colour(rows: Pillow.Image) -> tuple[Pillow.Image, Pillow.Image]:
    clear = rows.info.get("transparency")
    if rows.mode.startswith("I"):
        table = [0 if value == clear else 255 for value in range(65536)]
        return rows.convert("I").point(table, "L"), _without_alpha(rows)
    if rows.mode == "RGB" and isinstance(clear, tuple) and max(clear) > 255:
        rows.info["transparency"] = tuple(value >> 8 for value in clear)  # of 16 bits
    if rows.mode == "LA":
        return rows.getchannel("A"), rows.getchannel("L")
    full = rows.convert("RGBA")
    return full.getchannel("A"), full.convert("RGB")


def colours(profile: bytes | None) -> Callable[[Pillow.Image], Pillow.Image]:
    """Return the function that makes sRGB of pixels; a profile that is broken is not followed."""
    try:
        described = ImageCms.ImageCmsProfile(BytesIO(profile)) if profile else None
        mode = _PROFILE_MODES.get(described.profile.xcolor_space) if described else None
        if described is None or mode is None or _is_srgb(described):
            return _plain_rgb
        transform = ImageCms.buildTransform(described, ImageCms.createProfile("sRGB"), mode, "RGB")
    except Exception:  # noqa: BLE001 - each malformed profile fails in its own way
        return _plain_rgb
    return lambda rows: transform.apply(rows) if rows.mode == mode else _plain_rgb(rows)


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return "sRGB" in (profile.profile.profile_description or "")


def _plain_rgb(rows: Pillow.Image) -> Pillow.Image:
    return rows.convert("RGB")
