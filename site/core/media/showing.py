"""How pages show pictures: which size, cropped around what, and how much each weighs."""

from functools import lru_cache

from django.core.files.storage import default_storage

from core.media.pictures import Picture

# Beyond this density screens show no difference, and a picture costs twice the data.
_DENSE = "(min-resolution: 2.5dppx)"
_OF_DENSE = 0.6
# Wider than this, the shape of lead pictures (3:2) would cut off more than half.
_PANORAMA = 3


def srcset(picture: Picture, kind: str) -> str:
    """Return the `srcset` of the renditions of one type ("image/avif")."""
    return ", ".join(
        f"{rendition.url} {rendition.width}w"
        for rendition in picture.renditions
        if rendition.type == kind
    )


def sparing(sizes: str) -> str:
    """Return `sizes` whose last width, which phones have, asks for less on very dense screens.

    >>> sparing("(min-width: 62rem) 48rem, 100vw")
    '(min-width: 62rem) 48rem, (min-resolution: 2.5dppx) calc(0.6 * 100vw), 100vw'
    """
    *wide, narrow = sizes.split(", ")
    return ", ".join([*wide, f"{_DENSE} calc({_OF_DENSE} * {narrow})", narrow])


def focus(picture: Picture) -> str:
    """Return the classes of a picture that is cropped around its focal point, in steps of 10 %.

    They are "focus-x-30 focus-y-60" for a point at 33 and 58 %, and "" where there is none.
    """
    point = picture.focal_point
    return f"focus-x-{_step(point.x)} focus-y-{_step(point.y)}" if point else ""


def _step(percent: int) -> int:
    return (percent + 5) // 10 * 10


def shape(picture: Picture) -> str:
    """Return "portrait" or "panorama" for what pages show whole, else ""."""
    ratio = picture.width / picture.height
    if ratio < 1:
        return "portrait"
    return "panorama" if ratio > _PANORAMA else ""


def length_of(address: str) -> int | None:
    """Return the length in bytes of the file at the address of a rendition; None if it is lost."""
    try:
        return _length(address.rpartition("/")[2])
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=1024)
def _length(name: str) -> int:
    # What a name of a rendition holds never changes.
    return int(default_storage.size(f"renditions/{name}"))
