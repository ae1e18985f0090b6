"""Uploads of the old sites: the picture or document that became of one, while it is public."""

from typing import Any

from core.addresses.base import absolute, with_base
from core.media.pictures import Picture, picture_of
from core.media.restricted import restricted_collections
from core.models import PublishedItem
from moving.addresses.normal import UPLOADS, upload_candidates
from moving.addresses.sites import Place
from moving.models import OldAddress

_THINGS = ("image", "document")
_MADE = ("-scaled", "-rotated")


def file_address(place: Place) -> str:
    """Return the absolute address of the public file that an upload became, or "".

    What is not public costs the same queries as what never was: three.
    """
    thing = _thing_at(place)
    key = f"{thing.item_key}:{thing.pk}" if thing else "image:0"
    is_shown = PublishedItem.objects.public().showing(key).exists()
    restricted = restricted_collections()
    if thing is None or not is_shown or thing.collection_id in restricted:
        return ""
    if thing.item_key == "document":
        return absolute(thing.url)
    picture = picture_of(thing, place.site, restricted)
    return with_base(_widest(picture)) if picture else ""


def _thing_at(place: Place) -> Any:
    """Return the picture or document at an address, or of which the address is a size."""
    addresses = [f"{UPLOADS}{path}" for path in _files_of(place.address.removeprefix(UPLOADS))]
    rows = OldAddress.objects.filter(site=place.site, address__in=addresses)
    found = {row.address: row for row in rows.select_related(*_THINGS)}
    things = (
        getattr(found[address], name)
        for address in addresses
        if address in found
        for name in _THINGS
    )
    return next(filter(None, things), None)


def _files_of(path: str) -> list[str]:
    """Return the files of which an upload may be a size, the likeliest first.

    Sizes of a picture that WordPress itself scaled down or turned are named after the original.
    """
    paths = upload_candidates(path)
    name, dot, kind = paths[-1].rpartition(".")
    made = [f"{name}{ending}{dot}{kind}" for ending in _MADE if dot]
    return list(dict.fromkeys([*paths, *made]))


def _widest(picture: Picture) -> str:
    """Return the address of the largest size in a format that everything shows."""
    sizes = [each for each in picture.renditions if each.type == "image/jpeg"]
    return max(sizes, key=lambda each: each.width).url if sizes else picture.url
