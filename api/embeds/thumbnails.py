"""The picture of an item in few bytes: on its card, and as oEmbed's thumbnail."""

from dataclasses import dataclass
from typing import Any

from core.media.pictures import Picture, PictureRendition

JPEG, AVIF = "image/jpeg", "image/avif"
WIDEST = 800


@dataclass(frozen=True)
class CardPicture:
    """The smallest size of a picture in both formats, with its texts."""

    shown: PictureRendition
    avif: PictureRendition | None
    alt: str
    credit: str | None


def card_picture(picture: Picture | None) -> CardPicture | None:
    """Return what a card shows of a picture: it has to stay small on a slow line."""
    if picture is None:
        return None
    shown = _smallest(picture, JPEG)
    if shown is None:
        return None
    return CardPicture(shown, _smallest(picture, AVIF), picture.alt, picture.credit)


def _smallest(picture: Picture, kind: str) -> PictureRendition | None:
    sizes = (each for each in picture.renditions if each.type == kind)
    return min(sizes, key=lambda each: each.width, default=None)


def thumbnail(picture: Picture | None, width: int | None, height: int | None) -> dict[str, Any]:
    """Return oEmbed's members for the largest JPEG within a size; none of them where none fits.

    A thumbnail is small, so the widest sizes of a picture are left out.
    """
    fitting = [
        each
        for each in (picture.renditions if picture else ())
        if each.type == JPEG
        and each.width <= min(width or WIDEST, WIDEST)
        and (height is None or each.height <= height)
    ]
    if not fitting:
        return {}
    chosen = max(fitting, key=lambda each: each.width)
    return {
        "thumbnail_url": chosen.url,
        "thumbnail_width": chosen.width,
        "thumbnail_height": chosen.height,
    }
