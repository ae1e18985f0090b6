"""Picture every page type and the main CMS screens, for people to look at.

    make screenshots            → var/screenshots/<language>/<width>-<name>.png

A site of its own is filled with the demonstration content, in a folder that is removed
afterwards; nothing of a running site is touched.
"""

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "var" / "screenshots"
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
ROLES = {"en": "Communications", "ar": "Reviewers (Arabic)"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration(data: Path) -> Iterator[str]:
    """Fill and serve a site of its own; yield its address."""
    port = free_port()
    environment = os.environ | {
        "DATA_DIR": str(data),
        "PORT": str(port),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "BASE_URL": "",
        "SECRET_KEY": "for-screenshots-" + "x" * 50,
        "LOG_LEVEL": "WARNING",
    }
    subprocess.run([sys.executable, "scripts/prepare.py"], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [sys.executable, "scripts/serve.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(f"{base}/readyz")
        yield base
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def wait_until_ready(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.4)
    sys.exit(f"{address} did not answer within a minute.")


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


def cms_screens(page: Page, lang: str) -> dict[str, str]:
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
    }


def shoot_cms(browser: Browser, base: str, lang: str, user: tuple[str, str]) -> None:
    for name, (width, height) in WIDTHS.items():
        context = browser.new_context(base_url=base, viewport={"width": width, "height": height})
        page = context.new_page()
        page.goto("/admin/")
        shoot(page, "/admin/login/", TARGET / lang / f"{name}-cms-sign-in.png")
        page.fill("input[name=username]", user[0])
        page.fill("input[name=password]", user[1])
        page.click("button[type=submit]")
        page.wait_for_selector("#wagtail-sidebar", state="attached")
        for kind, address in cms_screens(page, lang).items():
            shoot(page, address, TARGET / lang / f"{name}-cms-{kind}.png")
        context.close()


def read_users(data: Path) -> dict[str, tuple[str, str]]:
    """Return e-mail address and password by role."""
    with (data / "demo-users.txt").open(encoding="utf-8") as lines:
        return {
            row[0]: (row[1], row[2]) for row in csv.reader(lines, delimiter="\t") if len(row) == 3
        }


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is missing: make system-packages installs it.")
    shutil.rmtree(TARGET, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with demonstration(Path(folder)) as base:
            users = read_users(Path(folder))
            for lang in ("en", "ar"):
                shoot_site(browser, base, lang)
                shoot_cms(browser, base, lang, users[ROLES[lang]])
        browser.close()


if __name__ == "__main__":
    main()
