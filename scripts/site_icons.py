"""Draws the icons of the site from its mark, for browsers and home screens.

    .venv/bin/python scripts/site_icons.py     → site/static/icons/

Round for tabs; on a ground that fills the square where phones cut a shape of their own out of it,
with the mark inside the circle of four fifths that every phone leaves whole. They are committed,
and drawn anew when the mark changes.
"""

import io
import sys

from browsing import ROOT, browser
from PIL import Image
from playwright.sync_api import Page

TARGET = ROOT / "site" / "static" / "icons"
COLOURS = 64  # flat shapes and their edges need no more
BUDGET = 12_000  # bytes
GROUND = "#12303d"
# File, size in pixels, and the share of the square that the mark takes on a ground; 0 is without.
ICONS = {
    "192.png": (192, 0.0),
    "512.png": (512, 0.0),
    "maskable-192.png": (192, 0.8),
    "maskable-512.png": (512, 0.8),
    "touch-180.png": (180, 0.9),
}
FAVICON_SIZES = (16, 32, 48)
PAGE = """<!doctype html><meta charset="utf-8"><style>
  * {{ margin: 0; }}
  body {{ inline-size: {size}px; block-size: {size}px; background: {ground}; display: grid;
    place-items: center; }}
  svg {{ inline-size: {mark}px; block-size: {mark}px; display: block; }}
</style><body>{drawing}</body>"""


def screenshot(page: Page, size: int, share: float) -> Image.Image:
    """Return the mark in a square, on a ground if it takes only a share of it."""
    ground = GROUND if share else "transparent"
    drawing = (TARGET / "mark.svg").read_text(encoding="utf-8")
    page.set_viewport_size({"width": size, "height": size})
    mark = round(size * (share or 1))
    page.set_content(PAGE.format(size=size, ground=ground, mark=mark, drawing=drawing))
    return Image.open(io.BytesIO(page.screenshot(omit_background=not share)))


def compressed(picture: Image.Image) -> bytes:
    """Return a PNG with a small palette."""
    buffer = io.BytesIO()
    small = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def write(name: str, content: bytes) -> None:
    if len(content) > BUDGET:
        sys.exit(f"{name}: {len(content)} bytes are more than {BUDGET}.")
    (TARGET / name).write_bytes(content)
    print((TARGET / name).relative_to(ROOT), len(content))


def main() -> None:
    """Draw each icon, then those of tabs, which are one file."""
    with browser() as started:
        page = started.new_page()
        for name, (size, share) in ICONS.items():
            write(name, compressed(screenshot(page, size, share)))
        sizes = [screenshot(page, size, 0.0).convert("RGBA") for size in FAVICON_SIZES]
        buffer = io.BytesIO()
        sizes[-1].save(
            buffer, "ICO", sizes=[(size, size) for size in FAVICON_SIZES],
            append_images=sizes[:-1], bitmap_format="png",
        )  # fmt: skip
        write("favicon.ico", buffer.getvalue())


if __name__ == "__main__":
    main()
