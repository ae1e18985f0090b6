"""A picture as pages and the API show it: its addresses, sizes and texts in one language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from wagtail.images.models import SourceImageIOError

from core.addresses.base import BASE, with_base
from core.databases.breaker import ORIGINALS
from core.media.photos import RENDITION_FORMATS, make_renditions, rendition_filters


@dataclass(frozen=True)
class PictureRendition:
    """One size and format of a picture; `type` is its media type, such as "image/avif"."""

    url: str
    width: int
    height: int
    type: str


@dataclass(frozen=True)
class Picture:
    """A picture with its texts in one language. `url` is the largest JPEG, never the original."""

    url: str
    alt: str
    credit: str | None
    width: int
    height: int
    renditions: Sequence[PictureRendition]

    def with_base(self, base: str) -> Self:
        """Return the picture with `base` in place of `BASE` in its addresses."""
        return replace(
            self,
            url=with_base(self.url, base),
            renditions=[replace(each, url=with_base(each.url, base)) for each in self.renditions],
        )


def picture_of(image: Any, lang: str) -> Picture | None:
    """Return an image in `lang` with `core.addresses.base.BASE` in its addresses, or None.

    A picture whose file is lost is left out; what shows it is published all the same.
    """
    if image is None:
        return None
    try:
        made = make_renditions(image)
    except SourceImageIOError as error:
        ORIGINALS.log(error)
        return None
    largest = made[rendition_filters("jpeg")[-1]]
    return Picture(
        url=f"{BASE}{largest.url}",
        alt=image.alt(lang),
        credit=image.credit(lang) or None,
        width=largest.width,
        height=largest.height,
        renditions=[
            _rendition(made[spec], form)
            for form in RENDITION_FORMATS
            for spec in rendition_filters(form)
        ],
    )


def _rendition(made: Any, form: str) -> PictureRendition:
    return PictureRendition(f"{BASE}{made.url}", made.width, made.height, f"image/{form}")


def picture(image: Any, lang: str) -> Picture | None:
    """Return an image in `lang` with root-relative addresses, for pages of this site, or None."""
    found = picture_of(image, lang)
    return found and found.with_base("")


def srcset(picture: Picture, kind: str) -> str:
    """Return the `srcset` of a picture's renditions of one type ("image/avif")."""
    return ", ".join(
        f"{rendition.url} {rendition.width}w"
        for rendition in picture.renditions
        if rendition.type == kind
    )


def rooted(html: str) -> str:
    """Return rendered text with root-relative addresses, for pages of this site."""
    return with_base(html, "")
