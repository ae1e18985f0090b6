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
class FocalPoint:
    """What matters in a picture, in percent of its width from the left and of its height."""

    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """A picture with its texts in one language.

    `url` is a JPEG as wide as pages show it, never the original; `renditions` are all sizes.
    `social` has the shape in which messengers show pictures; None where it would be tiny.
    `focal_point` is around what an editor wants it to be cropped; None where nobody said.
    """

    url: str
    alt: str
    credit: str | None
    width: int
    height: int
    renditions: Sequence[PictureRendition]
    social: PictureRendition | None
    focal_point: FocalPoint | None

    def with_base(self, base: str) -> Self:
        """Return the picture with `base` in place of `BASE` in its addresses."""
        return replace(
            self,
            url=with_base(self.url, base),
            renditions=[each.with_base(base) for each in self.renditions],
            social=self.social and self.social.with_base(base),
        )


def picture_of(
    image: Any, lang: str, restricted: Collection[int] | None = None, *, is_publishing: bool = False
) -> Picture | None:
    """Return an image in `lang` with `core.addresses.base.BASE` in its addresses, or None.

    Missing sizes are made if `is_publishing` and the file is not lost; readers get what there is. A
    picture of a restricted collection is left out: `restricted` has the ids, if known already.
    """
    closed = restricted_collections() if image and restricted is None else restricted
    if image is None or image.collection_id in (closed or ()):
        return None
    made = _made(image) if is_publishing else existing_renditions(image)
    renditions = {form: _of_each_width(image, made, form) for form in RENDITION_FORMATS if made}
    shown = [each for each in renditions.get("jpeg", ()) if each.width <= SHOWN_WIDTH]
    if not shown:
        return None
    alt, credit = (
        isolated_text(text, LANGUAGES[lang].direction)
        for text in (image.alt(lang), image.credit(lang))
    )
    return Picture(
        url=shown[-1].url,
        alt=alt,
        credit=credit or None,
        width=shown[-1].width,
        height=shown[-1].height,
        renditions=[each for sizes in renditions.values() for each in sizes],
        social=_social(made.get(SOCIAL)),
        focal_point=_focal_point(image),
    )


def _focal_point(image: Any) -> FocalPoint | None:
    if not image.has_focal_point():
        return None
    shares = (image.focal_point_x / image.width, image.focal_point_y / image.height)
    return FocalPoint(*(round(100 * min(max(share, 0), 1)) for share in shares))


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


def rooted(html: str) -> str:
    """Return rendered text with root-relative addresses, for pages of this site."""
    return with_base(html, "")
