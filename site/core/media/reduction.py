"""Sizes of stored originals, made without a decoded picture of full size wherever that is possible.

Wagtail decodes the whole original for each size, three at once: half a gigabyte for a large one.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image as Pillow
from wagtail.images.image_operations import MinMaxOperation, WidthHeightOperation
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

from core.media.pixels import PictureRows, seen

# What a JPEG is decoded at, in sizes of the result, so that the result is as sharp.
_SPARE = 2
_one_at_a_time = threading.Lock()


class _Reduced(PillowImage):
    """A picture that has its final size already; Wagtail converts and stores it."""

    def __init__(self, image: Pillow.Image, format_name: str) -> None:
        super().__init__(image)
        self.format_name = format_name


class ReducingFilter(Filter):
    """Wagtail's filter; one that only makes a picture smaller is given it in the final size."""

    @contextmanager
    def get_willow_image(self, image: Any, source: Any = None) -> Iterator[Any]:
        kinds = {type(operation) for operation in self.transform_operations}
        if not kinds or not kinds <= {MinMaxOperation, WidthHeightOperation}:
            with _one_at_a_time, super().get_willow_image(image, source) as whole:
                yield whole
        elif source is not None:
            yield self._reduced(image, source)
        else:
            with image.open_file() as file:
                yield self._reduced(image, file)

    def _reduced(self, image: Any, file: Any) -> _Reduced:
        picture = Pillow.open(file)
        format_name = str(picture.format).lower()
        width, height = self.get_transform(image, picture.size).size
        picture.draft(None, (width * _SPARE, height * _SPARE))
        with _one_at_a_time:
            picture.load()
            reduced = seen(PictureRows(picture), (width, height))
            del picture  # before the next one is decoded
        return _Reduced(reduced, format_name)
