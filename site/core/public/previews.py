"""The picture that messengers and social networks show beside a link to a page."""

from dataclasses import dataclass

from django.templatetags.static import static

from core.addresses.base import absolute, with_base
from core.media.pictures import Picture

# Drawn by scripts/social_pictures.py; the shape that all networks show uncut.
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class PreviewPicture:
    """A picture with an absolute address; `type` is its media type."""

    url: str
    alt: str
    width: int
    height: int
    type: str


def picture_beside_link(picture: Picture | None, lang: str, name: str) -> PreviewPicture:
    """Return a page's picture for networks, or the initiative's where it has none large enough."""
    if picture is None or picture.social is None:
        address = absolute(static(f"social/{lang}.png"))
        return PreviewPicture(address, name, WIDTH, HEIGHT, "image/png")
    shown = picture.social
    address = absolute(with_base(shown.url, ""))
    return PreviewPicture(address, picture.alt, shown.width, shown.height, shown.type)
