"""What happens to a picture before it is stored: it is checked by content and loses all metadata.

A photo's GPS position, camera and time can locate an activist, so neither the original nor any
rendition contains them. Phones' HEIC becomes JPEG.
"""

import secrets
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError
from wagtail.images.models import Filter

pillow_heif.register_heif_opener()

# The format that is found in the file, and the one that is stored.
STORED_FORMATS = {
    "JPEG": ("JPEG", "jpg"),
    "MPO": ("JPEG", "jpg"),
    "PNG": ("PNG", "png"),
    "GIF": ("PNG", "png"),
    "WEBP": ("PNG", "png"),
    "AVIF": ("JPEG", "jpg"),
    "HEIF": ("JPEG", "jpg"),
}
MAX_SIDE = 4000
# The sizes in which pages and partners show a picture.
WIDTHS = (400, 800)
RENDITION_FORMATS = ("jpeg", "avif")


class CleanPhoto(ContentFile):
    """A picture that `clean_photo` has made: nothing in it but pixels."""


def _refused(message: Any, code: str, **params: object) -> ValidationError:
    return ValidationError(message, code=code, params=params)


def _check_format_and_size(picture: Pillow.Image, limit: int) -> None:
    """Raise, before a pixel is decoded, the error that Pillow raises for even larger pictures."""
    if picture.format not in STORED_FORMATS:
        raise UnidentifiedImageError
    if picture.width * picture.height > limit:
        raise Pillow.DecompressionBombError


def _opened(content: bytes) -> Pillow.Image:
    """Return the decoded picture, or raise ValidationError: not a picture, too large, broken."""
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(BytesIO(content))
        _check_format_and_size(picture, limit)
        picture.load()
    except Pillow.DecompressionBombError as error:
        raise _refused(
            _("This picture has too many pixels: at most %(limit)s million are accepted."),
            "too_many_pixels",
            limit=limit // 1_000_000,
        ) from error
    except UnidentifiedImageError as error:
        raise _refused(
            _("This is not a usable picture. Accepted: JPEG, PNG, WebP, GIF, AVIF, HEIC."),
            "not_a_picture",
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise _refused(_("This picture is damaged and cannot be read."), "damaged") from error
    return picture


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """Return the picture turned by its orientation tag and no larger than any page needs."""
    upright = ImageOps.exif_transpose(picture) or picture
    if max(upright.size) > MAX_SIDE:
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Pillow.Resampling.LANCZOS)
    return upright


def clean_photo(file: Any) -> CleanPhoto:
    """Return the picture in `file` without any metadata, upright, under a random name.

    Pixels are copied into a new picture, so that no metadata of any kind (EXIF, XMP, IPTC,
    comments, thumbnails, colour profiles) can survive. Raises ValidationError with a message for
    the uploader when `file` is too large, no picture, damaged or a decompression bomb.
    """
    file.seek(0)
    content = file.read(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
    if len(content) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise _refused(
            _("This picture is too large: at most %(limit)s MB are accepted."),
            "too_large",
            limit=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 2**20,
        )
    picture = _opened(content)
    stored_format, extension = STORED_FORMATS[picture.format or "JPEG"]
    mode = "RGB"
    if stored_format == "PNG" and ("A" in picture.getbands() or "transparency" in picture.info):
        mode = "RGBA"
    pixels = _upright(picture).convert(mode)
    bare = Pillow.new(mode, pixels.size)
    bare.paste(pixels)
    output = BytesIO()
    # The best compression of a PNG takes ten seconds, and originals are never sent.
    options = {"quality": 90} if stored_format == "JPEG" else {"compress_level": 3}
    bare.save(output, stored_format, **options)
    return CleanPhoto(output.getvalue(), name=f"{secrets.token_hex(16)}.{extension}")


def rendition_filters(form: str) -> list[str]:
    """Return Wagtail's filter specifications for one format ("jpeg" or "avif"), small first."""
    return [f"width-{width}|format-{form}" for width in WIDTHS]


def make_renditions(image: Any) -> dict[str, Any]:
    """Return the renditions of every size and format by filter, making those that are missing."""
    filters = [spec for form in RENDITION_FORMATS for spec in rendition_filters(form)]
    return image.get_renditions(*filters)


# By digest of the picture and filter: name and content of a rendition that is not stored yet.
_ready: dict[tuple[str, str], tuple[str, bytes]] = {}


@contextmanager
def renditions_made_before() -> Iterator[Callable[[Any], None]]:
    """Yield a function that makes the renditions of a picture before the picture is stored.

    Each size takes up to a second, too long to hold a transaction open. The renditions are used
    when the picture with the same `file_hash` is shown, and are forgotten after the block.
    """
    made: list[tuple[str, str]] = []

    def make(image: Any) -> None:
        for form in RENDITION_FORMATS:
            for spec in rendition_filters(form):
                image.file.seek(0)
                file = image.generate_rendition_file(Filter(spec=spec), source=image.file)
                file.seek(0)
                _ready[image.file_hash, spec] = (file.name, file.read())
                made.append((image.file_hash, spec))

    try:
        yield make
    finally:
        for key in made:
            _ready.pop(key, None)


def rendition_made_before(digest: str, spec: str) -> ContentFile | None:
    """Return the file of a rendition that was made before its picture was stored, or None."""
    found = _ready.get((digest, spec))
    return ContentFile(found[1], name=found[0]) if found else None
