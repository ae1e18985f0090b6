"""Make the pictures of the partners' guide from a demonstration site, in both languages.

    make guide-pictures                     → docs/partners/pictures/<language>/<name>.webp
    scripts/guide_partners.py card widget   only these

Cards and lists are shown on plain pages at another origin, as partners have them.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from browsing import ROOT, browser, demonstration, sign_in
from guide_pictures import Picture, shoot, speak
from host_page import STYLED, host_page, partner_site
from playwright.sync_api import Browser, Page

from home.seeding.files import DemoUser

TARGET = ROOT / "docs" / "partners" / "pictures"
# As wide as the text of the guide, so that nothing is made smaller there.
WINDOW = {"width": 800, "height": 1500}
SCREEN = {"width": 1280, "height": 960}
LANGUAGES = ("en", "ar")
IN_THE_GUIDE = "https://example.org"


def open_embedding(page: Page) -> None:
    """Open the part for websites, with the address that the guide has for every site."""
    page.locator("details.embed summary").click()
    page.locator("section.share :is(input, textarea)").evaluate_all(
        "(fields, site) => fields.forEach("
        "field => { field.value = field.value.replaceAll(location.origin, site); })",
        IN_THE_GUIDE,
    )


def to_the_frame(page: Page) -> None:
    """Wait for a card: a frame is loaded when it is near."""
    page.frame_locator("iframe").locator("figure").wait_for()


def to_the_list(page: Page) -> None:
    """Wait for the pictures of a list, which are loaded when they are near."""
    page.locator("icssi-news img").last.wait_for()
    page.mouse.wheel(0, 400)
    page.mouse.wheel(0, -400)


def pictures(lang: str) -> tuple[Picture, ...]:
    return (
        Picture("share", "", "{story}", open_embedding, part="section.share", height=1500),
        Picture("card", "", f"{{host}}card-{lang}", to_the_frame, part="body", height=450),
        Picture("widget", "", f"{{host}}widget-{lang}", to_the_list, part="body", height=830),
        Picture("webhook", "Administrators", "/admin/webhooks/inspect/{webhook}/", height=960),
    )


def pages(base: str, made: Any) -> dict[str, str]:
    """Return the partner's pages by name."""
    found = {}
    for lang in LANGUAGES:
        of_lang = made[lang]
        frame = (
            f'<iframe src="{base}/embed/v1/{of_lang["work"]}/{lang}/" width="100%" height="300" '
            'title="" style="border: 0"></iframe>'
        )
        news = (
            f'<script async src="{base}/embed/v1/widget.js"></script><icssi-news lang="{lang}">'
            f'<a href="{base}{of_lang["newest"]}">ICSSI</a></icssi-news>'
        )
        bodies = {f"card-{lang}": frame, f"widget-{lang}": news}
        found |= {name: host_page(body, STYLED, lang) for name, body in bodies.items()}
    return found


def shoot_all(
    chromium: Browser, base: str, users: dict[str, DemoUser], ids: Any, wanted: set[str]
) -> None:
    """Make the pictures of both languages; `ids` are those of each."""
    for lang in LANGUAGES:
        for picture in pictures(lang):
            if wanted and picture.name not in wanted:
                continue
            window = SCREEN if picture.role else WINDOW
            context = chromium.new_context(base_url=base, viewport=window, locale=lang)
            page = context.new_page()
            if picture.role:
                page.goto("/admin/login/")
                sign_in(page, users[picture.role])
                speak(page, lang)
            shoot(page, picture, ids[lang], TARGET / lang / f"{picture.name}.webp")
            context.close()


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), ("scripts/guide_partner_scene.py",)) as site,
        browser() as chromium,
    ):
        made = json.loads((site.data / "guide_partners.json").read_text())
        with partner_site(pages(site.base, made)) as host:
            more = {"host": host, "webhook": made["webhook"]}
            ids = {lang: made[lang] | more for lang in LANGUAGES}
            shoot_all(chromium, site.base, site.users, ids, set(sys.argv[1:]))


if __name__ == "__main__":
    main()
