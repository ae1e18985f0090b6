"""Make the pictures of the guides in docs/ from a demonstration site, in both languages.

    make guide-pictures                      → docs/pictures/<language>/<name>.webp
    scripts/guide_pictures.py queue editor   only these

The English guide shows the interface in English, the Arabic one in Arabic. What a step is about is
marked by a frame.
"""

import io
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browsing import ROOT, Demonstration, browser, demonstration, sign_in, upload_translations
from PIL import Image
from playwright.sync_api import Browser, Page

TARGET = ROOT / "docs" / "pictures"
WINDOW = {"width": 1280, "height": 900}
LARGEST = 60 * 1024
QUALITIES = (80, 65, 50, 35)
MARK = "outline: 3px solid #d9632e !important; outline-offset: -3px !important;"
STAFF = "Communications"
NAMES = {"en": "English", "ar": "Arabic"}
CHOICE = "[name$=preferred_language]"
LANGUAGE = f".w-field__wrapper:has({CHOICE})"
PUBLISH, SUBMIT = ".footer [name=action-publish]", ".footer [value=submit]"
TRANSLATOR, REVIEWER = "Translators ({})", "Reviewers ({})"

Ids = dict[str, Any]
Step = Callable[[Page], None]


def nothing(_page: Page) -> None:
    """Leave the screen as it comes."""


@dataclass(frozen=True)
class Picture:
    """A picture of a guide: whose screen, its address, and what is done there first.

    `address` takes the ids of guide.json; without a `role`, nobody is signed in. The picture is
    cut to `part`, or to the main part of the screen, with so much `above` it, and to `height`.
    """

    name: str
    role: str
    address: str
    step: Step = nothing
    mark: str = ""
    part: str = "#main"
    height: int = 700
    above: int = 0


def open_actions(page: Page) -> None:
    """Open the menu beside the green button."""
    page.locator(".footer [data-w-dropdown-target=toggle]").first.click()
    page.wait_for_timeout(300)


def open_translations_menu(page: Page) -> None:
    icon = page.locator("svg.icon-wagtail-localize-language")
    page.locator("#wagtail-sidebar button", has=icon).click()
    page.wait_for_timeout(600)


def to_the_end(page: Page) -> None:
    """Show the end of a long screen, where its buttons are."""
    page.locator("main form").last.evaluate("form => form.scrollIntoView({block: 'end'})")
    page.mouse.wheel(0, 10_000)
    page.wait_for_timeout(300)


def pictures(uploaded: Path) -> tuple[Picture, ...]:
    """Return all pictures of both guides; `uploaded` is a translator's zip file."""
    return (*_pictures_of_editors(), *_pictures_of_translators(uploaded))


def _pages_to_edit() -> list[str]:
    return [f"/admin/pages/{{{name}}}/edit/" for name in ("draft", "outdated", "in_review")]


def _pictures_of_editors() -> tuple[Picture, ...]:
    form = "/admin/pages/add/news/newspage/{list}/"
    _draft, _outdated, in_review = _pages_to_edit()
    assign = "/admin/bulk/translation/translationstatus/assign/?id={rows[0]}&id={rows[1]}"
    other = "label:has([name=other_language])"
    return (
        Picture("sign-in", "", "/admin/login/", part="body", height=720),
        Picture("account", STAFF, "/admin/account/", mark=CHOICE, part=LANGUAGE, above=60),
        Picture("story-form", STAFF, form, height=900),
        Picture("publish", STAFF, form, open_actions, PUBLISH, ".footer", above=150),
        Picture("picture", STAFF, "/admin/images/1/", height=900),
        Picture("unpublish", STAFF, "/admin/pages/{outdated}/unpublish/", mark=other, height=500),
        Picture("dashboard", STAFF, "/admin/translations/"),
        Picture("assign", STAFF, f"{assign}&next=/admin/translations/", height=800),
        Picture("review", REVIEWER, in_review, to_the_end, height=900),
    )


def _pictures_of_translators(uploaded: Path) -> tuple[Picture, ...]:
    def preview(page: Page) -> None:
        upload_translations(page, uploaded)

    def texts(page: Page) -> None:
        upload_translations(page, uploaded)
        page.goto(page.url + "files/0/")

    draft, outdated, _in_review = _pages_to_edit()
    po_file = ".te-tools a[href*=download]"
    offline = "/admin/translations/import/"
    conflict = ".job-entries:has([name=take])"
    return (
        Picture("menu", TRANSLATOR, "/admin/", open_translations_menu, part="body", height=560),
        Picture("queue", TRANSLATOR, "/admin/translations/queue/", height=420),
        Picture("editor", TRANSLATOR, draft, height=860),
        Picture("submit", TRANSLATOR, draft, open_actions, SUBMIT, ".footer", above=100),
        Picture("difference", TRANSLATOR, outdated, part=".te-row:has(.te-card--change)"),
        Picture("download", TRANSLATOR, draft, mark=po_file, part=".te-tools"),
        Picture("upload", TRANSLATOR, offline, height=420),
        Picture("preview", TRANSLATOR, offline, preview),
        Picture("conflict", TRANSLATOR, offline, texts, part=conflict),
        Picture("glossary", TRANSLATOR, "/admin/translations/glossary/", height=600),
        Picture("notices", TRANSLATOR, "/admin/translations/notices/", height=420),
    )


def speak(page: Page, lang: str) -> None:
    """Have the CMS of the person who is signed in speak `lang`."""
    page.goto("/admin/account/")
    field = page.locator(CHOICE)
    if field.input_value() != lang:
        field.select_option(lang)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state()


def shoot(page: Page, picture: Picture, ids: Ids, target: Path) -> None:
    """Store one picture; `ids` are what its address names."""
    page.goto(picture.address.format(**ids), wait_until="networkidle")
    picture.step(page)
    page.wait_for_load_state("networkidle")
    if picture.mark:
        page.add_style_tag(content=f"{picture.mark} {{ {MARK} }}")
    part = page.locator(picture.part).first
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    if box is None:
        sys.exit(f"{picture.name}: nothing on {page.url} is {picture.part}")
    data = page.screenshot(clip=_clip(box, picture, page))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(small(data, picture.name))
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} KB", flush=True)


def _clip(box: Any, picture: Picture, page: Page) -> Any:
    """Return the part of the window to show; parts of a screen have a margin around them."""
    window, margin = page.viewport_size or WINDOW, 0 if picture.part in {"#main", "body"} else 12
    left, top = max(box["x"] - margin, 0), max(box["y"] - margin - picture.above, 0)
    right = min(box["x"] + box["width"] + margin, window["width"])
    bottom = min(box["y"] + box["height"] + margin, top + picture.height, window["height"])
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def small(data: bytes, name: str) -> bytes:
    """Return a picture as WebP of at most 60 KB, in the best quality that allows it, or exit."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    for quality in QUALITIES:
        packed = io.BytesIO()
        picture.save(packed, "WEBP", quality=quality, method=6)
        if packed.getbuffer().nbytes <= LARGEST:
            return packed.getvalue()
    sys.exit(f"{name}: larger than {LARGEST // 1024} KB in every quality; show less of the screen")


def shoot_all(
    chromium: Browser, site: Demonstration, lang: str, ids: Ids, wanted: set[str]
) -> None:
    """Make the pictures of one language, person by person."""
    chosen = [
        each
        for each in pictures(site.data / f"guide.{lang}.zip")
        if not wanted or each.name in wanted
    ]
    for role in dict.fromkeys(each.role for each in chosen):
        context = chromium.new_context(base_url=site.base, viewport=WINDOW, locale=lang)
        page = context.new_page()
        if role:
            page.goto("/admin/login/")
            sign_in(page, site.users[role.format(NAMES[lang])])
            speak(page, lang)
        for each in chosen:
            if each.role == role:
                shoot(page, each, ids, TARGET / lang / f"{each.name}.webp")
        context.close()


def main() -> None:
    wanted = set(sys.argv[1:])
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), ("scripts/guide_scene.py",)) as site,
        browser() as chromium,
    ):
        ids = json.loads((site.data / "guide.json").read_text())
        for lang in NAMES:
            shoot_all(chromium, site, lang, ids[lang], wanted)


if __name__ == "__main__":
    main()
