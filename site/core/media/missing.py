"""Makes the sizes of pictures that are missing, before somebody shows or publishes them."""

from collections.abc import Collection
from contextlib import suppress
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from core.media.photos import make_renditions


def pictures_of(page: Any) -> set[int]:
    """Return the ids of the pictures that a page, which may be a draft, has in its fields."""
    model, found = get_image_model(), set()
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if field.related_model is model:
            found.add(value)
        elif isinstance(value, StreamValue):
            found |= {
                int(pk)
                for kind, pk, *_path in value.stream_block.extract_references(value)
                if kind is model
            }
    return found - {None}


def make_missing(ids: Collection[int]) -> None:
    """Make the sizes that these pictures lack; one whose file is lost has those that there are."""
    for image in get_image_model().objects.filter(pk__in=ids).prefetch_related("renditions"):
        with suppress(SourceImageIOError):  # rendering its pages logs it
            make_renditions(image)
