"""Picture every page type and the main CMS screens, for people to look at.

    make screenshots                → var/screenshots/demonstration/<page>-<language>.png: sheets
                                      var/screenshots/edge/…: the same with edge content
                                      var/screenshots/cms/<language>/<width>-<screen>.png
    scripts/screenshots.py home news         these pages alone

Sites of their own are filled, in folders that are removed afterwards; nothing of a running site is
touched. `site_sheets` documents what is on a sheet.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from browsing import (
    ROOT,
    Demonstration,
    browser,
    demonstration,
    edge_site,
    sign_in,
    upload_translations,
)
from playwright.sync_api import Browser, Page
from site_sheets import picture_pages

LANGS = ("ar", "en")
TARGET = ROOT / "var" / "screenshots"
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
WORDS = {"en": "youth", "ar": "الشباب"}  # what the search page is pictured with
ROLES = {"en": "Communications", "ar": "Reviewers (Arabic)"}


def first_link(page: Page, index: str) -> str:
    """Return the address of the first page that an index lists."""
    page.goto(index)
    below = index.split("?")[0]
    return str(page.locator(f"main a[href^='{below}']").first.get_attribute("href"))


def site_pages(page: Page, lang: str) -> dict[str, str]:
    """Return the addresses of one page of every type, by name."""
    addresses = {
        "home": f"/{lang}/",
        "news": f"/{lang}/news/",
        "forums": f"/{lang}/forums/",
        "councils": f"/{lang}/councils/",
        "search": f"/{lang}/search/?q={WORDS[lang]}",
        "search-empty": f"/{lang}/search/",
        "search-zero": f"/{lang}/search/?q=zzzzzz",
        "not-found": f"/{lang}/nothing-here/",
        "api-docs": "/api/v1/docs/" if lang == "en" else "/api/v1/docs/ar/",
    }
    for name, index in (("story", "news"), ("forum", "forums"), ("council", "councils")):
        addresses[name] = first_link(page, addresses[index])
    page.goto(addresses["home"])
    menu = page.locator("header nav a, footer a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    known = set(addresses.values())
    standard = [a for a in menu if a.startswith(f"/{lang}/") and a not in known and "?" not in a]
    return addresses | ({"standard": standard[0]} if standard else {})


def shoot(page: Page, address: str, path: Path) -> None:
    page.goto(address, wait_until="networkidle")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    print(path.relative_to(ROOT), flush=True)


def cms_screens(page: Page, lang: str, ids: dict[str, Any]) -> dict[str, str]:
    """Return the addresses of the screens that staff see most, by name."""
    word = "Councils" if lang == "en" else "هيت"
    page.goto(f"/admin/pages/search/?q={word}&content_type=news.newspage")
    form = page.locator("main a[href$='/edit/']").first.get_attribute("href")
    page.goto(str(form))
    index = page.locator(".w-breadcrumbs a[href^='/admin/pages/']").nth(-2).get_attribute("href")
    return {
        "dashboard": "/admin/",
        "stories": str(index),
        "story-form": str(form),
        "images": "/admin/images/",
        "translations": "/admin/translations/",
        "queue": "/admin/translations/queue/",
        "translation": f"/admin/pages/{ids['outdated']}/edit/",
        "review": f"/admin/pages/{ids['in_review']}/edit/",
        "import": "/admin/translations/import/",
        "glossary": "/admin/translations/glossary/",
        "notices": "/admin/translations/notices/",
        "guide": "/admin/guides/translators/",
    }


def shoot_cms(browser: Browser, site: Demonstration, lang: str, ids: dict[str, Any]) -> None:
    for name, (width, height) in WIDTHS.items():
        context = browser.new_context(
            base_url=site.base, viewport={"width": width, "height": height}
        )
        page = context.new_page()
        page.goto("/admin/")
        shoot(page, "/admin/login/", TARGET / "cms" / lang / f"{name}-sign-in.png")
        sign_in(page, site.users[ROLES[lang]])
        for kind, address in cms_screens(page, lang, ids).items():
            shoot(page, address, TARGET / "cms" / lang / f"{name}-{kind}.png")
        upload_translations(page, site.data / f"guide.{lang}.zip")
        shoot(page, page.url, TARGET / "cms" / lang / f"{name}-import-preview.png")
        context.close()


def shoot_site(
    chromium: Browser, base: str, name: str, lang: str, addresses: dict[str, str]
) -> None:
    """Make sheets of the pages that the command line names, or of all."""
    chosen = {kind: path for kind, path in addresses.items() if kind in (sys.argv[1:] or addresses)}
    picture_pages(chromium, base, TARGET / name, lang, chosen)


def shoot_demonstration(chromium: Browser) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), ("scripts/guide_scene.py",)) as site,
    ):
        ids = json.loads((site.data / "guide.json").read_text())
        for lang in LANGS:
            page = chromium.new_page(base_url=site.base)
            addresses = site_pages(page, lang)
            page.close()
            shoot_site(chromium, site.base, "demonstration", lang, addresses)
            if not sys.argv[1:]:
                shoot_cms(chromium, site, lang, ids[lang])


def shoot_edge(chromium: Browser) -> None:
    with tempfile.TemporaryDirectory() as folder, edge_site(Path(folder)) as site:
        addresses = json.loads((site.data / "edge.json").read_text(encoding="utf-8"))
        for lang in LANGS:
            shoot_site(chromium, site.base, "edge", lang, addresses[lang])


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    with browser() as chromium:
        shoot_demonstration(chromium)
        shoot_edge(chromium)


if __name__ == "__main__":
    main()
