"""Pictures that weigh what phones' photographs weigh, the same in every run.

Drawings compress too well to measure a page by. These are noise of several sizes, large shapes
first, as in a photograph of a crowd or of a river's bank.
"""

import io
from random import Random

from PIL import Image as Pillow

# The cells along the width, and how much of the picture they make up, from large shapes to grain.
_LAYERS = ((5, 1.0), (30, 0.65), (100, 0.65), (240, 0.42), (800, 0.1))


def photograph(width: int, height: int, seed: int) -> bytes:
    """Return a JPEG of this size as a phone would save it."""
    random = Random(seed)
    picture = Pillow.new("RGB", (width, height), "#7c705c")
    for cells, weight in _LAYERS:
        size = (cells, max(1, round(cells * height / width)))
        noise = Pillow.frombytes("RGB", size, random.randbytes(size[0] * size[1] * 3))
        layer = noise.resize((width, height), Pillow.Resampling.BICUBIC)
        picture = Pillow.blend(picture, layer, weight * 0.6)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
