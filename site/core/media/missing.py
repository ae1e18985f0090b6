"""Makes the sizes of pictures that are missing, before somebody shows or publishes them.

Or again, where their files were lost: a backup has none.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any

from django.core.files.storage import default_storage
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

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


def lost_renditions() -> Iterator[Any]:
    """Yield the sizes whose files are not there, those of one picture after another."""
    rows = (
        get_image_model()
        .get_rendition_model()
        .objects.select_related("image")
        .order_by("image_id", "pk")
    )
    for rendition in rows.iterator(chunk_size=500):
        if not default_storage.exists(rendition.file.name):
            yield rendition


def make_again(rendition: Any) -> bool:
    """Make the file of a size under the name that pages have; return whether there is a picture.

    Two at once may do so: whoever is second removes what has another name.
    """
    name = rendition.file.name
    try:
        content = rendition.image.generate_rendition_file(Filter(spec=rendition.filter_spec))
    except SourceImageIOError:
        return False
    stored = default_storage.save(name, content)
    if stored != name:
        default_storage.delete(stored)
    return True
