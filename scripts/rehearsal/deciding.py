"""What somebody of communications decides under “Import”, with the screens that they see."""

import re
from pathlib import Path
from typing import Any

from browsing import Demonstration, sign_in
from playwright.sync_api import Browser, Page

KINDS = ("pair", "language", "reprint", "alt", "draft")


def decide(browser: Browser, made: Demonstration, pictures: Path) -> dict[str, Any]:
    """Decide some of what waits, take one back; return what was seen."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, ignore_https_errors=True, base_url=made.base
    )
    page = context.new_page()
    page.goto("/admin/login/")
    sign_in(page, made.users["Communications"])
    seen: dict[str, Any] = {"waiting": {}}
    for kind in KINDS:
        page.goto(f"/admin/import/?kind={kind}")
        page.screenshot(path=pictures / f"import-{kind}.png", full_page=True)
        seen["waiting"][kind] = _number(page, kind)
    seen["joined"] = _first_ones(page, "pair", "accept", 3)
    seen["licensed"] = _all_of_page(page, "reprint", "accept")
    page.goto("/admin/import/?kind=reprint&state=decided")
    page.locator("button[value^='undo:']").first.click()
    page.wait_for_load_state()
    seen["after undo"] = _number(page, "reprint")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/import/?kind=pair")
    page.screenshot(path=pictures / "import-pair-390.png", full_page=True)
    context.close()
    return seen


def _number(page: Page, kind: str) -> int:
    """Return how many of a kind wait, as its link shows it."""
    page.goto(f"/admin/import/?kind={kind}")
    text = page.locator(f"a[href*='kind={kind}']").first.inner_text()
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def _first_ones(page: Page, kind: str, action: str, count: int) -> int:
    done = 0
    for _each in range(count):
        page.goto(f"/admin/import/?kind={kind}")
        button = page.locator(f"button[value^='{action}:']").first
        if not button.count():
            break
        button.click()
        page.wait_for_load_state()
        done += 1
    return done


def _all_of_page(page: Page, kind: str, action: str) -> int:
    """Tick everything on a page of the list and decide about all of it at once."""
    page.goto(f"/admin/import/?kind={kind}")
    boxes = page.locator("input[name=question]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    count = int(boxes.count())
    if count:
        page.locator(f"button[value='{action}']").first.click()
        page.wait_for_load_state()
    return count
