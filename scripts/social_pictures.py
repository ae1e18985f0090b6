"""Draws the pictures beside links to pages that have none: the mark and the initiative's name.

    .venv/bin/python scripts/social_pictures.py     → site/static/social/<language>.png

Chromium sets the Arabic. The pictures are committed, and drawn anew when the name changes.
"""

import io
import sys
from pathlib import Path

from browsing import ROOT, browser
from PIL import Image

SITE = ROOT / "site"
TARGET = SITE / "static" / "social"
WIDTH, HEIGHT = 1200, 630
COLOURS = 64  # one flat ground and the edges of letters need no more
BUDGET = 60_000  # bytes: WhatsApp shows none beyond 600,000, and phones pay for them
NAMES = {
    "en": ("ltr", "Iraqi Civil Society Solidarity Initiative"),
    "ar": ("rtl", "مبادرة التضامن مع المجتمع المدني العراقي"),
}
# Square cuts, which messengers make for small previews, hold the mark.
PAGE = """<!doctype html><html lang="{lang}" dir="{direction}"><meta charset="utf-8"><style>
  * {{ margin: 0; box-sizing: border-box; }}
  body {{ inline-size: 1200px; block-size: 630px; background: #12303d; color: #f6f0e5;
    border-block-end: 18px solid #e8835a; display: grid; gap: 44px; align-content: center;
    justify-items: center; text-align: center; font-family: "Noto Sans", "Noto Sans Arabic"; }}
  svg {{ inline-size: 210px; block-size: 210px; }}
  p {{ font-size: 62px; font-weight: 700; line-height: 1.25; max-inline-size: 20ch;
    text-wrap: balance; }}
  p:lang(ar) {{ line-height: 1.55; }}
</style><body>{mark}<p>{name}</p></body></html>"""


def mark() -> str:
    """The mark on a ground of its own, which is a little lighter than the picture's."""
    drawn = (SITE / "static" / "icons" / "mark.svg").read_text(encoding="utf-8")
    return drawn.replace("#12303d", "#1d4a5a")


def compressed(screenshot: bytes) -> bytes:
    """Return a PNG with a small palette."""
    buffer = io.BytesIO()
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> None:
    """Draw one picture for each language."""
    TARGET.mkdir(exist_ok=True)
    with browser() as started:
        page = started.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for lang, (direction, name) in NAMES.items():
            page.set_content(PAGE.format(lang=lang, direction=direction, name=name, mark=mark()))
            drawn = compressed(page.screenshot())
            if len(drawn) > BUDGET:
                sys.exit(f"{lang}: {len(drawn)} bytes are more than {BUDGET}.")
            path: Path = TARGET / f"{lang}.png"
            path.write_bytes(drawn)
            print(path.relative_to(ROOT), len(drawn))


if __name__ == "__main__":
    main()
