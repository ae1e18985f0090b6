"""A picture as pages and the API show it: its addresses, sizes and texts in one language."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from wagtail.images.models import SourceImageIOError

from core.addresses.base import BASE, with_base
from core.databases.breaker import ORIGINALS
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES
from core.media.photos import (
    RENDITION_FORMATS,
    SHOWN_WIDTH,
    SOCIAL,
    existing_renditions,
    make_renditions,
    rendition_filters,
)
from core.media.restricted import restricted_collections

_LEAST_SOCIAL_WIDTH = 400  # below it no network shows a picture large


@dataclass(frozen=True)
class PictureRendition:
    """One size and format of a picture; `type` is its media type, such as "image/avif"."""

    url: str
    width: int
    height: int
    type: str

    def with_base(self, base: str) -> Self:
        """Return the rendition with `base` in place of `BASE` in its address."""
        return replace(self, url=with_base(self.url, base))


@dataclass(frozen=True)
class Picture:
    """A picture with its texts in one language.

    `url` is a JPEG as wide as pages show it, never the original; `renditions` are all sizes.
    `social` has the shape in which messengers show pictures; None where it would be tiny.
    """

    url: str
    alt: str
    credit: str | None
    width: int
    height: int
    renditions: Sequence[PictureRendition]
    social: PictureRendition | None

    def with_base(self, base: str) -> Self:
        """Return the picture with `base` in place of `BASE` in its addresses."""
        return replace(
            self,
            url=with_base(self.url, base),
            renditions=[each.with_base(base) for each in self.renditions],
            social=self.social and self.social.with_base(base),
        )


def picture_of(image: Any, lang: str, restricted: Collection[int] | None = None) -> Picture | None:
    """Return an image in `lang` with `core.addresses.base.BASE` in its addresses, or None.

    A picture whose file is lost is shown in the sizes that were made before, or left out; what
    shows it is published all the same. One of a restricted collection is left out: who looks up
    many gives the ids of those collections as `restricted`.
    """
    if image is None:
        return None
    if image.collection_id in (restricted_collections() if restricted is None else restricted):
        return None
    made = _made(image)
    renditions = {form: _of_each_width(image, made, form) for form in RENDITION_FORMATS if made}
    shown = [each for each in renditions.get("jpeg", ()) if each.width <= SHOWN_WIDTH]
    if not shown:
        return None
    direction = LANGUAGES[lang].direction
    return Picture(
        url=shown[-1].url,
        alt=isolated_text(image.alt(lang), direction),
        credit=isolated_text(image.credit(lang), direction) or None,
        width=shown[-1].width,
        height=shown[-1].height,
        renditions=[each for sizes in renditions.values() for each in sizes],
        social=_social(made.get(SOCIAL)),
    )


def _made(image: Any) -> dict[str, Any]:
    try:
        return make_renditions(image)
    except SourceImageIOError as error:
        ORIGINALS.log(error)
        return existing_renditions(image)


def _social(made: Any) -> PictureRendition | None:
    is_shown = made is not None and made.width >= _LEAST_SOCIAL_WIDTH
    return _rendition(made, "jpeg") if is_shown else None


def _of_each_width(image: Any, made: dict[str, Any], form: str) -> list[PictureRendition]:
    """Return one rendition of each width, small first."""
    specs = rendition_filters(image.width, form)
    return [_rendition(made[spec], form) for spec in specs if spec in made]


def _rendition(made: Any, form: str) -> PictureRendition:
    return PictureRendition(f"{BASE}{made.url}", made.width, made.height, f"image/{form}")


def picture(image: Any, lang: str) -> Picture | None:
    """Return an image in `lang` with root-relative addresses, for pages of this site, or None."""
    found = picture_of(image, lang)
    return found and found.with_base("")


def srcset(picture: Picture, kind: str) -> str:
    """Return the `srcset` of the renditions of one type ("image/avif") that pages show."""
    return ", ".join(
        f"{rendition.url} {rendition.width}w"
        for rendition in picture.renditions
        if rendition.type == kind and rendition.width <= SHOWN_WIDTH
    )


def rooted(html: str) -> str:
    """Return rendered text with root-relative addresses, for pages of this site."""
    return with_base(html, "")
