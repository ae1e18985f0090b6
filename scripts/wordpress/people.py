"""What people do in WordPress: sign in, write posts in either editor, look at pages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from wordpress.report import Report
from wordpress.server import PASSWORD, Site

WIDTHS = {"1280": (1280, 900), "360": (360, 740)}


def sign_in(browser: Browser, site: Site, name: str = "admin") -> Page:
    """Return a page of somebody who is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{site.base}/wp-login.php")
    page.fill("#user_login", name)
    page.fill("#user_pass", PASSWORD)
    page.click("#wp-submit")
    page.wait_for_selector("#wpadminbar")
    return page


def open_block_editor(page: Page, site: Site, kind: str = "post") -> None:
    """Begin something new in the block editor."""
    page.goto(f"{site.base}/wp-admin/post-new.php?post_type={kind}")
    page.wait_for_function("() => window.wp?.data?.select('core/block-editor')?.getBlocks")
    page.evaluate(
        """() => {
            const editing = wp.data.select('core/edit-post');
            if (editing.isFeatureActive('welcomeGuide'))
                wp.data.dispatch('core/edit-post').toggleFeature('welcomeGuide');
        }"""
    )


def insert_block(page: Page, name: str, attributes: dict[str, Any]) -> None:
    """Insert a block, as its button in the list of blocks does."""
    page.evaluate(
        """([name, attributes]) => wp.data.dispatch('core/block-editor')
            .insertBlocks(wp.blocks.createBlock(name, attributes))""",
        [name, attributes],
    )


def embed(page: Page, address: str) -> None:
    """Put an address into the form of the block for embeds.

    Pasted into a paragraph, only addresses that begin with https become this block by themselves.
    """
    insert_block(page, "core/embed", {})
    entry = ".wp-block-embed input.components-placeholder__input"
    page.wait_for_timeout(1500)
    for frame in page.frames:  # newer editors have the text in a frame of its own
        if frame.locator(entry).count():
            frame.locator(entry).fill(address)
            frame.locator(entry).press("Enter")
            return
    raise RuntimeError("The block for embeds has no form")


def save(page: Page, title: str) -> str:
    """Publish what is in the block editor; return its address."""
    page.evaluate(
        "title => wp.data.dispatch('core/editor').editPost({title, status: 'publish'})", title
    )
    return save_again(page)


def save_again(page: Page) -> str:
    page.evaluate("() => wp.data.dispatch('core/editor').savePost()")
    page.wait_for_function(
        """() => { const editor = wp.data.select('core/editor');
            return editor.didPostSaveRequestSucceed() && !editor.isSavingPost(); }"""
    )
    return str(page.evaluate("() => wp.data.select('core/editor').getPermalink()"))


def write_classic(page: Page, site: Site, title: str, text: str) -> str:
    """Write and publish a post in the classic editor; return its address."""
    with classic(page, site):
        return _write_classic(page, site, title, text)


@contextmanager
def classic(page: Page, site: Site) -> Iterator[None]:
    """Have WordPress show the classic editor."""
    page.context.add_cookies([{"name": "classic", "value": "1", "url": site.base}])
    yield
    page.context.add_cookies([{"name": "classic", "value": "", "url": site.base, "expires": 1}])


def _write_classic(page: Page, site: Site, title: str, text: str) -> str:
    page.goto(f"{site.base}/wp-admin/post-new.php")
    page.click("#content-html")
    page.fill("#title", title)
    page.fill("#content", text)
    page.wait_for_timeout(1500)  # the button is dead while the editor prepares its first draft
    page.click("#publish")
    page.wait_for_selector("#message")
    return str(page.get_attribute("#message a", "href"))


class Seen:
    """A page as a reader sees it, and what the browser complained about."""

    def __init__(self, page: Page) -> None:
        self.page, self.complaints = page, list[str]()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    @property
    def scrolls_sideways(self) -> bool:
        script = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(script))


@contextmanager
def reader(browser: Browser, width: str) -> Iterator[Seen]:
    """Return the browser of somebody who is not signed in."""
    across, down = WIDTHS[width]
    context: BrowserContext = browser.new_context(viewport={"width": across, "height": down})
    context.set_default_timeout(20_000)
    yield Seen(context.new_page())
    context.close()


def look(seen: Seen, report: Report, address: str, name: str) -> None:
    """Open an address, look for what is always wrong, and take a picture."""
    seen.page.goto(address, wait_until="networkidle")
    width = (seen.page.viewport_size or {})["width"]
    report.check(f"no sideways scroll at {width} px", not seen.scrolls_sideways, address)
    report.check(f"no console error at {width} px", not seen.complaints, seen.complaints)
    file = re.sub(r"[^\w-]+", "-", f"{report.where}-{name}-{width}") + ".png"
    seen.page.screenshot(path=report.folder / file, full_page=True)
