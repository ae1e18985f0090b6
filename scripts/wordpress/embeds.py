"""A pasted address in a real WordPress: the card, its height, its links, a withdrawal."""

import time
from typing import Any

from playwright.sync_api import Browser, Frame, Page

from wordpress.asking import text_at
from wordpress.ours import Ours
from wordpress.people import (
    WIDTHS,
    Seen,
    classic,
    embed,
    look,
    open_block_editor,
    reader,
    save,
    save_again,
    sign_in,
    write_classic,
)
from wordpress.report import Report
from wordpress.server import Site

FRAME = "iframe.wp-embedded-content"
# Who provides what the block shows, once it is there.
LEAST = 200  # pixels; WordPress makes no frame lower
PREVIEW = "address => wp.data.select('core').getEmbedPreview(address)?.provider_name"
SLOW_SECONDS, ENOUGH_SECONDS = 12, 45
# A day passes: what WordPress has stored may be asked for again.
A_DAY_LATER = (
    "global $wpdb; $day = 2 * DAY_IN_SECONDS;"
    '$wpdb->query("UPDATE $wpdb->postmeta SET meta_value = meta_value - $day'
    " WHERE meta_key LIKE '\\_oembed\\_time\\_%'\");"
    '$wpdb->query("UPDATE $wpdb->options SET option_value = option_value - $day'
    " WHERE option_name LIKE '\\_transient\\_timeout\\_%'\");"
    '$wpdb->query("UPDATE $wpdb->posts SET post_modified_gmt = post_modified_gmt - INTERVAL 2 DAY'
    " WHERE post_type = 'oembed_cache'\"); delete_expired_transients(true);"
)


def try_embeds(report: Report, browser: Browser, site: Site, ours: Ours) -> None:
    """Paste in both editors, look, withdraw, save again; then without us."""
    with report.scenario(f"{site.name} embed, block editor", browser):
        page = sign_in(browser, site)
        story = ours.story(site.lang)
        open_block_editor(page, site)
        embed(page, story["url"])
        page.wait_for_function(PREVIEW, arg=story["url"])
        page.wait_for_timeout(3000)
        page.screenshot(path=report.folder / f"{site.name}-embed-editor.png")
        provider = page.evaluate(PREVIEW, story["url"])
        report.check("the editor shows the card", "ICSSI" in provider, provider)
        address = save(page, "Pasted")
        look_at_card(report, browser, address, story)
        with ours.withdrawn(story):
            withdraw(report, browser, site, address, story, lambda: open_and_save(page, site))
    with report.scenario(f"{site.name} embed, classic editor", browser):
        page, story = sign_in(browser, site), ours.story(site.lang)
        text = f"Before.\n\n{story['url']}\n\nAfter."
        address = write_classic(page, site, "Pasted in the classic editor", text)
        look_at_card(report, browser, address, story)
        with ours.withdrawn(story):
            withdraw(report, browser, site, address, story, lambda: save_classic(page, site))
    with report.scenario(f"{site.name} embed, we are away or slow", browser):
        without_us(report, browser, site, ours)


def look_at_card(report: Report, browser: Browser, address: str, story: dict[str, Any]) -> None:
    """Readers see the card as high as it is, and a click in it reaches the story."""
    for width in WIDTHS:
        with reader(browser, width) as seen:
            look(seen, report, address, "card")
            card = card_of(seen)
            text = card.inner_text("body")
            report.check(f"the card is shown at {width} px", story["title"] in text, text[:80])
            check_height(report, seen, "card")
            with seen.page.expect_navigation():
                card.locator("a").first.click()
            there = seen.page.url
            report.check(f"a click reaches the story at {width} px", there == story["url"], there)


def check_height(report: Report, seen: Seen, what: str) -> None:
    """The frame is as high as what is in it."""
    outside = (seen.page.locator(FRAME).bounding_box() or {"height": 0})["height"]
    inside = card_of(seen).evaluate("() => document.documentElement.getBoundingClientRect().height")
    width = (seen.page.viewport_size or {})["width"]
    is_right = abs(outside - max(inside, LEAST)) <= 2
    report.check(f"{what}: its height is adjusted at {width} px", is_right, (outside, inside))


def card_of(seen: Seen) -> Frame:
    """Return the card in the page, after its height had time to arrive."""
    frame = seen.page.locator(FRAME)
    frame.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(1500)
    handle = frame.element_handle()
    card = handle.content_frame() if handle else None
    if card is None:
        raise RuntimeError("The frame has no document")
    return card


def withdraw(
    report: Report,
    browser: Browser,
    site: Site,
    address: str,
    story: dict[str, Any],
    save_post: Any,
) -> None:
    """What we withdraw is replaced by a notice; after a day and a save nothing stored names it."""
    time.sleep(3)
    with reader(browser, "1280") as seen:
        # The card answers 410, which browsers report, and which is right.
        seen.page.goto(address, wait_until="networkidle")
        text = card_of(seen).inner_text("body")
        report.check("withdrawn: the card is a notice at once", story["title"] not in text, text)
        report.check("withdrawn: the notice is there", text.strip())
    site.run(A_DAY_LATER)
    save_post()
    with reader(browser, "360") as seen:
        seen.page.goto(address, wait_until="networkidle")
        text = card_of(seen).inner_text("body")
        check_height(report, seen, "notice")
        seen.page.screenshot(path=report.folder / f"{report.where}-notice.png", full_page=True)
        report.check("saved again: the notice is there", text.strip())
        source = seen.page.content()
    report.check("saved again: the page is without the title", story["title"] not in source)
    stored = site.everything()
    lines = [line[:120] for line in stored.splitlines() if story["title"] in line]
    report.check("saved again: the database is without the title", not lines, lines)


def open_and_save(page: Page, site: Site) -> None:
    """Open the post in the block editor once more, and save it."""
    number = page.evaluate("() => wp.data.select('core/editor').getCurrentPostId()")
    page.goto(f"{site.base}/wp-admin/post.php?post={number}&action=edit")
    page.wait_for_function("() => window.wp?.data?.select('core/editor')?.getCurrentPostId()")
    page.wait_for_timeout(3000)
    page.evaluate("() => wp.data.dispatch('core/editor').editPost({excerpt: 'saved again'})")
    save_again(page)


def save_classic(page: Page, site: Site) -> None:
    with classic(page, site):
        page.goto(page.url)
        page.wait_for_selector("#publish")
        page.wait_for_timeout(1500)
        page.click("#publish")
        page.wait_for_selector("#message")
        page.wait_for_load_state("networkidle")


def without_us(report: Report, browser: Browser, site: Site, ours: Ours) -> None:
    """A post can be saved and read while we are away or slow."""
    page = sign_in(browser, site)
    for what, delay in (("away", 0.0), ("slow", float(SLOW_SECONDS))):
        story = ours.story(site.lang)
        ours.network.is_down, ours.network.delay = what == "away", delay
        begun = time.monotonic()
        try:
            address = write_classic(page, site, f"While we are {what}", f"\n{story['url']}\n")
            took = time.monotonic() - begun
            report.check(f"{what}: the post is saved", took < ENOUGH_SECONDS, f"{took:.0f} s")
            source = text_at(address)
            report.check(f"{what}: the post has the link", story["url"] in source)
            report.check(f"{what}: nothing names the story", story["title"] not in source)
        finally:
            ours.network.is_down, ours.network.delay = False, 0.0
