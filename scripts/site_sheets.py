"""Pictures of readers' pages, and one sheet for each page and language to look at them.

A sheet has a column for each width, one for paper and one for a browser without scripts; its rows
are the light scheme, the dark one, and for Arabic a Naskh, which is what Android phones have. The
pictures of a sheet are beside it in full size.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from browsing import ARGUMENTS
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = (320, 390, 768, 1280, 1600)
NASKH_WIDTHS = (320, 390, 1280)
PAPER = 718  # A4 without its margins
HEIGHT = 900
SCALE = 0.4
LONGEST = 3600  # of a page's pixels, so many are on the sheet
MARGIN = 24
# Every other font with Arabic characters is hidden, as on a phone that has none of them.
_NASKH_ALONE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><selectfont>{}</selectfont></fontconfig>"""
_HIDDEN = (
    "<rejectfont><pattern><patelt name='family'><string>{}</string></patelt></pattern></rejectfont>"
)
_OTHERS = (
    *("Noto Sans Arabic", "Noto Kufi Arabic", "Noto Nastaliq Urdu"),
    *("DejaVu Sans", "DejaVu Sans Condensed", "DejaVu Sans Mono"),
)
# Pages with these parts in their names answer with an error; no other page may.
_ERRORS = ("not-found", "withdrawn")
# Pictures further down are loaded at once, and everything is there before the picture is taken.
_ALL_PICTURES = """() => Promise.all([...document.images].map((each) => {
  each.loading = "eager";
  return each.decode().catch(() => {});
}))"""


@dataclass(frozen=True)
class Shot:
    """One picture of a page: what it shows, in its row of the sheet."""

    row: str
    column: str
    path: Path


def picture_pages(
    chromium: Browser, base: str, target: Path, lang: str, addresses: Mapping[str, str]
) -> None:
    """Picture these pages, by name, and make a sheet of each in the folder `target`."""
    folder = target / lang
    folder.mkdir(parents=True, exist_ok=True)
    with contexts(chromium, base, lang) as (normal, plain, naskh):
        for name, address in addresses.items():
            shots = [
                *_in_all_widths(normal.new_page(), address, folder, name),
                *_without_scripts(plain.new_page(), address, folder, name),
                *(_in_naskh(naskh.new_page(), address, folder, name) if naskh else ()),
            ]
            sheet(shots).save(target / f"{name}-{lang}.png", optimize=True)
            print(target / f"{name}-{lang}.png", flush=True)


@contextmanager
def contexts(
    chromium: Browser, base: str, lang: str
) -> Iterator[tuple[BrowserContext, BrowserContext, BrowserContext | None]]:
    """Yield a reader's context, one without scripts, and for Arabic one with a Naskh alone."""
    with NamedTemporaryFile("w", suffix=".conf") as rule:
        rule.write(_NASKH_ALONE.format("".join(_HIDDEN.format(name) for name in _OTHERS)))
        rule.flush()
        made = [
            chromium.new_context(base_url=base, reduced_motion="reduce"),
            chromium.new_context(base_url=base, java_script_enabled=False),
        ]
        other = None
        if lang == "ar":
            other = chromium.browser_type.launch(
                executable_path=shutil.which("chromium"),
                args=ARGUMENTS,
                env={"FONTCONFIG_FILE": rule.name},
            )
        naskh = other and other.new_context(base_url=base, reduced_motion="reduce")
        yield made[0], made[1], naskh
        for context in made:
            context.close()
        if other:
            other.close()


def _in_all_widths(page: Page, address: str, folder: Path, name: str) -> Iterator[Shot]:
    _open(page, address, name)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            path = folder / f"{name}-{width}-{scheme}.png"
            yield _shoot(page, width, path, scheme, str(width))
    page.emulate_media(media="print", color_scheme="light")
    yield _shoot(page, PAPER, folder / f"{name}-print.png", "light", "print")
    page.close()


def _without_scripts(page: Page, address: str, folder: Path, name: str) -> Iterator[Shot]:
    _visit(page, address, name)
    yield _shoot(page, WIDTHS[1], folder / f"{name}-no-scripts.png", "light", "no scripts")
    page.close()


def _in_naskh(page: Page, address: str, folder: Path, name: str) -> Iterator[Shot]:
    _open(page, address, name)
    for width in NASKH_WIDTHS:
        path = folder / f"{name}-{width}-naskh.png"
        yield _shoot(page, width, path, "Noto Naskh Arabic", str(width))
    page.close()


def _open(page: Page, address: str, name: str) -> None:
    _visit(page, address, name)
    page.evaluate(_ALL_PICTURES)


def _visit(page: Page, address: str, name: str) -> None:
    answer = page.goto(address, wait_until="networkidle")
    if answer and not answer.ok and not any(part in name for part in _ERRORS):
        sys.exit(f"{address} answered {answer.status}: it is not the page that was meant.")


def _shoot(page: Page, width: int, path: Path, row: str, column: str) -> Shot:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.screenshot(path=path, full_page=True)
    return Shot(row, column, path)


def sheet(shots: list[Shot]) -> Image.Image:
    """Return all pictures of a page on one ground, each with its column's and row's names."""
    small = {(shot.row, shot.column): _reduced(shot.path) for shot in shots}
    columns = list(dict.fromkeys(shot.column for shot in shots))
    rows = list(dict.fromkeys(shot.row for shot in shots))
    widths = [max(small[key].width for key in small if key[1] == column) for column in columns]
    heights = [max(small[key].height for key in small if key[0] == row) for row in rows]
    whole = Image.new(
        "RGB",
        (sum(widths) + MARGIN * (len(widths) + 1), sum(heights) + 2 * MARGIN * len(heights)),
        "#808080",
    )
    drawing = ImageDraw.Draw(whole)
    for (row, column), picture in small.items():
        across, down = columns.index(column), rows.index(row)
        place = (
            sum(widths[:across]) + MARGIN * (across + 1),
            sum(heights[:down]) + 2 * MARGIN * down + MARGIN,
        )
        whole.paste(picture, place)
        drawing.text((place[0], place[1] - 16), f"{row}, {column}", fill="white")
    return whole


def _reduced(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        cut = picture.crop((0, 0, picture.width, min(picture.height, LONGEST))).convert("RGB")
        size = (round(cut.width * SCALE), round(cut.height * SCALE))
        return cut.resize(size, Image.Resampling.LANCZOS)
