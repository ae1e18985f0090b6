"""Picture every page type and the main CMS screens, for people to look at.

    make screenshots            → var/screenshots/<language>/<width>-<name>.png

A site of its own is filled with the demonstration content, in a folder that is removed
afterwards; nothing of a running site is touched.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from browsing import ROOT, Demonstration, browser, demonstration, sign_in, upload_translations
from playwright.sync_api import Browser, Page

TARGET = ROOT / "var" / "screenshots"
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
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


def shoot_site(browser: Browser, base: str, lang: str) -> None:
    for scheme in ("light", "dark"):
        for name, (width, height) in WIDTHS.items():
            context = browser.new_context(
                base_url=base, color_scheme=scheme, viewport={"width": width, "height": height}
            )
            page = context.new_page()
            for kind, address in site_pages(page, lang).items():
                suffix = "" if scheme == "light" else "-dark"
                shoot(page, address, TARGET / lang / f"{name}-{kind}{suffix}.png")
            context.close()


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
        shoot(page, "/admin/login/", TARGET / lang / f"{name}-cms-sign-in.png")
        sign_in(page, site.users[ROLES[lang]])
        for kind, address in cms_screens(page, lang, ids).items():
            shoot(page, address, TARGET / lang / f"{name}-cms-{kind}.png")
        upload_translations(page, site.data / f"guide.{lang}.zip")
        shoot(page, page.url, TARGET / lang / f"{name}-cms-import-preview.png")
        context.close()


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder), ("scripts/guide_scene.py",)) as site,
        browser() as chromium,
    ):
        ids = json.loads((site.data / "guide.json").read_text())
        for lang in ("en", "ar"):
            shoot_site(chromium, site.base, lang)
            shoot_cms(chromium, site, lang, ids[lang])


if __name__ == "__main__":
    main()
