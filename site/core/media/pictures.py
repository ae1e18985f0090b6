"""Pictures in templates."""

from typing import Any

from core.addresses.base import with_base
from core.media.photos import picture_of


def srcset(picture: dict[str, Any], kind: str) -> str:
    """Return the `srcset` of a picture's renditions of one type ("image/avif")."""
    return ", ".join(
        f"{rendition['url']} {rendition['width']}w"
        for rendition in picture["renditions"]
        if rendition["type"] == kind
    )


def picture(image: Any, lang: str) -> dict[str, Any] | None:
    """Return an image's addresses and texts in `lang`, root-relative, or None."""
    found = picture_of(image, lang)
    return found and rooted(found)


def rooted(form: Any) -> Any:
    """Return a stored form with root-relative addresses, for pages of this site."""
    if isinstance(form, str):
        return with_base(form, "")
    if isinstance(form, dict):
        return {key: rooted(value) for key, value in form.items()}
    return [rooted(value) for value in form] if isinstance(form, list) else form
