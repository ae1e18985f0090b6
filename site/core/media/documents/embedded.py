"""Pictures inside office documents: made anew of their pixels, as photographs are."""

import io
from pathlib import PurePosixPath

from PIL import Image as Pillow

from core.media.cleaning import FORMATS, Refused
from core.media.cleaning import cleaned as cleaned_picture
from core.media.documents.report import Report

SIDE = 4000  # pixels, as of a photograph
_FORMAT_BY_EXTENSION = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jpe": "JPEG",
    ".jfif": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
}
_OPTIONS: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 90},
    "PNG": {"compress_level": 6},
    "GIF": {},
    "WEBP": {"quality": 90},
}
# What Pillow itself adds to a picture that has been made of pixels alone.
_HARMLESS = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "transparency", "version", "background",
    "duration", "loop", "timestamp",
}  # fmt: skip


def rebuilt(name: str, content: bytes, report: Report) -> bytes:
    """Return the picture in the format of its part's name, without metadata.

    While a cleaned document is read again, a picture is only looked at.
    """
    form = _FORMAT_BY_EXTENSION.get(PurePosixPath(name).suffix.lower())
    if form is None:
        raise Refused("drawing", part=name)
    has_metadata = _has_metadata(content)
    if has_metadata:
        report.remove("picture_metadata")
    if report.checking:
        return content
    try:
        picture, _ = cleaned_picture(io.BytesIO(content), SIDE)
    except Refused as refused:
        if refused.answer["refused"] == "too_many_pixels":
            raise Refused("bomb") from refused
        raise Refused("picture", part=name) from refused
    return _saved(picture, form)


def _has_metadata(content: bytes) -> bool:
    """Whether a picture has more than pixels; one that cannot be opened is found out later."""
    try:
        with Pillow.open(io.BytesIO(content), formats=FORMATS) as picture:
            return bool(set(picture.info) - _HARMLESS) or bool(picture.getexif())
    except Exception:  # noqa: BLE001 - each decoder fails in its own ways
        return True


def _saved(picture: Pillow.Image, form: str) -> bytes:
    if form == "JPEG" and picture.mode != "RGB":
        flat = Pillow.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
        picture = flat
    picture.info.clear()
    output = io.BytesIO()
    picture.save(output, form, **_OPTIONS[form])
    return output.getvalue()
