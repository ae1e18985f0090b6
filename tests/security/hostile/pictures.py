"""Photographs that reveal who took them, where and with what."""

import io

from PIL import Image as Pillow

from tests.pictures import drawing, png_chunk, saved
from tests.security.hostile.cases import AUTHOR, CANARY


def photograph(form: str = "JPEG") -> bytes:
    """A picture with a name and a position in its EXIF data, and a remark."""
    exif = Pillow.Exif()
    exif[0x013B] = AUTHOR
    exif[0x010F] = f"PhoneMaker {CANARY}"
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 38.0, 16.0), 29: CANARY})
    if form == "PNG":
        plain = saved(drawing(), "PNG")
        text = png_chunk(b"tEXt", f"Author\0{AUTHOR}".encode())
        return plain[:33] + text + plain[33:]
    buffer = io.BytesIO()
    drawing().save(buffer, form, exif=exif, comment=f"Remark {CANARY}".encode())
    return buffer.getvalue()
