"""What happens to a picture before it is stored: it is checked by content and loses all metadata.

A photo's GPS position, camera and time can locate an activist, so neither the original nor any
rendition contains them. Phones' HEIC becomes JPEG.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Filter

from core.costly.bounded import Bounded, BusyError
from core.media.copying import TooLargeError, copy_within
from core.media.separate import run_cleaning

# The sizes in which readers and partners get a picture.
WIDTHS = (240, 400, 800, 1200, 1600)
# The one for those who can name a single size: it is sharp on a phone.
SHOWN_WIDTH = 800
# Messengers and social networks show a picture in this shape, around its focal point. One that is
# smaller gets a smaller one.
SOCIAL = "fill-1200x630|format-jpeg"
RENDITION_FORMATS = ("jpeg", "avif")
# All sizes of one picture are one turn, which takes some seconds.
SIZES = Bounded("sizes of pictures", at_work=1, waiting=1, patience_seconds=15)
MAX_SIDE = 4000  # of a stored original: no page needs more
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png"}
_REASONS = {
    "not_a_picture": _("This is not a usable picture. Accepted: JPEG, PNG, WebP, GIF, AVIF, HEIC."),
    "damaged": _("This picture is damaged and cannot be read."),
    "too_many_pixels": _(
        "This picture has %(megapixels)s megapixels (%(width)s × %(height)s); as %(format)s, at "
        "most %(limit)s are accepted. Save it smaller, or as a JPEG that is not progressive."
    ),
    "too_slow": _("It takes too long to read this picture. Save it anew as JPEG, or smaller."),
    "too_demanding": _(
        "This picture cannot be read with the memory there is. Save it anew as JPEG, or smaller."
    ),
    "too_large": _("This picture is too large: at most %(limit)s MB are accepted."),
    "busy": _(
        "Other pictures are being processed. This one was not stored; try again in a minute."
    ),
}


class CleanPhoto(ContentFile):
    """A picture that `clean_photo` has made: nothing in it but pixels."""


def _refused(code: str, **params: object) -> ValidationError:
    return ValidationError(_REASONS[code], code=code, params=params)


def clean_photo(file: Any, *, side: int = MAX_SIDE, patience: float | None = None) -> CleanPhoto:
    """Return the picture in `file` without any metadata, upright, under a random name.

    No side of it is longer than `side`.

    Pixels are copied into a new picture, so that no metadata of any kind (EXIF, XMP, IPTC,
    comments, thumbnails, colour profiles) can survive. Raises ValidationError with a message for
    the uploader when `file` is too large, no picture, damaged, has too many pixels, or when
    others' pictures were being cleaned for `patience` seconds.
    """
    with tempfile.TemporaryFile() as copy:
        wait = settings.PICTURE_PATIENCE if patience is None else patience
        try:
            copy_within(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, file, copy)
            answer, content = run_cleaning(copy, side=side, patience=wait)
        except TooLargeError as error:
            raise _refused("too_large", limit=error.megabytes) from error
        except BusyError as error:
            raise _refused("busy") from error
    if "refused" in answer:
        raise _refused(answer["refused"], **_numbers(answer))
    return CleanPhoto(content, name=f"{secrets.token_hex(16)}.{_EXTENSIONS[answer['format']]}")


def _numbers(answer: dict[str, Any]) -> dict[str, object]:
    """Return the numbers of a refusal for people."""
    if answer["refused"] != "too_many_pixels":
        return {}
    millions = answer["width"] * answer["height"] / 1_000_000
    return answer | {"megapixels": f"{millions:.1f}".removesuffix(".0")}


def rendition_filters(width: int, form: str) -> list[str]:
    """Return Wagtail's filter specifications for a picture of a width, small first.

    `form` is "jpeg" or "avif". The last size may be larger than the picture, which is not enlarged.
    """
    smaller = [each for each in WIDTHS[:-1] if each < width]
    return [f"width-{each}|format-{form}" for each in WIDTHS[: len(smaller) + 1]]


def all_filters(width: int) -> list[str]:
    """Return the filter specifications of everything that is made of a picture of a width."""
    sizes = (spec for form in RENDITION_FORMATS for spec in rendition_filters(width, form))
    return [*sizes, SOCIAL]


def make_renditions(image: Any) -> dict[str, Any]:
    """Return everything that is made of a picture by filter, making what is missing."""
    return image.get_renditions(*all_filters(image.width))


def existing_renditions(image: Any) -> dict[str, Any]:
    """Return what was made of a picture before, by filter."""
    filters = [Filter(spec=spec) for spec in all_filters(image.width)]
    found = image.find_existing_renditions(*filters)
    return {each.spec: rendition for each, rendition in found.items()}


def missing_filters(image: Any) -> list[str]:
    """Return the filter specifications of what is still to be made of a stored picture."""
    made = existing_renditions(image)
    return [spec for spec in all_filters(image.width) if spec not in made]


# By digest of the picture, filter, and what it depends on in the picture, such as the focal point:
# name and content of a rendition that is not stored yet.
_Key = tuple[str, str, str]
_ready: dict[_Key, tuple[str, bytes]] = {}


def _unstored(image: Any) -> Any:
    """Return the file of a picture from its beginning while it is in no storage yet, else None."""
    if image.file._committed:
        return None
    image.file.seek(0)
    return image.file


def _key(image: Any, spec: str) -> _Key:
    return image.file_hash, spec, Filter(spec=spec).get_cache_key(image)


@contextmanager
def renditions_made_before() -> Iterator[Callable[..., None]]:
    """Yield a function that makes the renditions of a picture before the picture is stored.

    It takes the picture, and the filter specifications where not all of them are wanted. Each size
    takes up to a second, too long to hold a transaction open. The renditions are used when the
    picture with the same `file_hash` is shown, and are forgotten after the block. Whoever has the
    turn writes nothing: who waits for it may hold SQLite's write lock. Raises BusyError.
    """
    made: list[_Key] = []

    def make(image: Any, specs: Iterable[str] | None = None) -> None:
        wanted = all_filters(image.width) if specs is None else specs
        missing = [spec for spec in wanted if _key(image, spec) not in _ready]
        if not missing:
            return
        with SIZES.turn():
            for spec in missing:
                file = image.generate_rendition_file(Filter(spec=spec), source=_unstored(image))
                file.seek(0)
                key = _key(image, spec)
                _ready[key] = (file.name, file.read())
                made.append(key)

    try:
        yield make
    finally:
        for key in made:
            _ready.pop(key, None)


def rendition_made_before(image: Any, spec: str) -> ContentFile | None:
    """Return the file of a rendition that was made before its picture was stored, or None."""
    found = _ready.get(_key(image, spec))
    return ContentFile(found[1], name=found[0]) if found else None
