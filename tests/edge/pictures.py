"""The stored photographs of the site of edge content."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count

from PIL import Image as Pillow

from core.media.photos import CleanPhoto, renditions_made_before
from core.models import SiteImage
from tests.edge.photographs import photograph

SHAPES = {"landscape": (1600, 1067), "portrait": (900, 1350), "panorama": (1600, 500)}
ALT = {
    "en": "Noise in the colours of a photograph",
    "ar": "بقع لونية تشبه صورة فوتوغرافية",
}


class Photographs:
    """Stores as many pictures of each shape as pages need, each at an address of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._files = {
            shape: photograph(*size, seed) for seed, (shape, size) in enumerate(SHAPES.items())
        }

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Make the sizes of each shape once, for all pictures that are stored in the block."""
        with renditions_made_before() as make_renditions:
            for shape in SHAPES:
                make_renditions(self._image(shape))
            yield

    def store(self, shape: str = "landscape") -> SiteImage:
        """Store one more picture of a shape."""
        image = self._image(shape)
        image.save()
        return image

    def _image(self, shape: str) -> SiteImage:
        content = self._files[shape]
        width, height = Pillow.open(BytesIO(content)).size
        return SiteImage(
            title=f"{shape} {next(self._numbers)}",
            file=CleanPhoto(content, name=f"{shape}.jpg"),
            file_hash=hashlib.sha1(content).hexdigest(),  # noqa: S324 - as Wagtail does
            file_size=len(content),
            width=width,
            height=height,
            alt_en=ALT["en"],
            alt_ar=ALT["ar"],
            credit_en="Sara Ali",
            credit_ar="سارة علي",
        )
