"""Sizes of stored originals, made without a decoded picture of full size wherever that is possible.

Wagtail decodes the whole original for each size, three at once: half a gigabyte for a large one.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from PIL import Image as Pillow
from wagtail.images.image_operations import MinMaxOperation, WidthHeightOperation
from wagtail.images.models import Filter
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage

from core.media.pixels import PictureRows, seen

# What a JPEG is decoded at, in sizes of the result, so that the result is as sharp.
_SPARE = 2
# AVIF's speeds: at 8 a picture takes a third of the time and weighs a twelfth more. Phones get the
# sizes below: there the data matter.
_SPEED, _SPEED_OF_LARGE = 6, 8
_LARGE = 700_000  # pixels
_one_at_a_time = threading.Lock()


class _Reduced(PillowImage):
    """A picture that is upright and has its final size already; Wagtail converts and stores it."""

    def __init__(self, image: Pillow.Image, format_name: str) -> None:
        super().__init__(image)
        self.format_name = format_name

    def auto_orient(self) -> Self:
        return self

    def crop(self, rect: Any) -> Self:
        return self

    def resize(self, size: Any) -> Self:
        return self

    def save_as_avif(self, f: Any, quality: int = 80, **_options: Any) -> AvifImageFile:
        pixels = self.image.width * self.image.height
        speed = _SPEED_OF_LARGE if pixels > _LARGE else _SPEED
        self.image.save(f, "AVIF", quality=quality, speed=speed)
        return AvifImageFile(f)


class ReducingFilter(Filter):
    """Wagtail's filter; one that only makes a picture smaller is given it in the final size."""

    def run(self, image: Any, output: Any, source: Any = None) -> Any:
        """Make a picture from its original, one at a time: decoding and AVIF both need memory."""
        with _one_at_a_time:
            return super().run(image, output, source=source)

    @contextmanager
    def get_willow_image(self, image: Any, source: Any = None) -> Iterator[Any]:
        kinds = {type(operation) for operation in self.transform_operations}
        if not kinds or not kinds <= {MinMaxOperation, WidthHeightOperation}:
            with super().get_willow_image(image, source) as whole:
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
        picture.load()
        reduced = seen(PictureRows(picture), (width, height))
        return _Reduced(reduced, format_name)
