"""WordPress's own feed block with our feeds: right titles, in the right direction."""

from playwright.sync_api import Browser

from wordpress.ours import Ours
from wordpress.people import WIDTHS, insert_block, look, open_block_editor, reader, save, sign_in
from wordpress.report import Report
from wordpress.server import Site


def try_feeds(report: Report, browser: Browser, site: Site, ours: Ours) -> None:
    """Put the feed into a post by its block, and look."""
    with report.scenario(f"{site.name} feed block", browser):
        page = sign_in(browser, site)
        story = ours.api(f"news/?lang={site.lang}&limit=1")["results"][0]
        open_block_editor(page, site)
        attributes = {
            "feedURL": f"{ours.base}/feeds/{site.lang}/news.rss",
            "displayDate": True,
            "displayExcerpt": True,
        }
        insert_block(page, "core/rss", attributes)
        address = save(page, "Feed")
        for width in WIDTHS:
            with reader(browser, width) as seen:
                look(seen, report, address, "feed")
                shown = seen.page.locator(".wp-block-rss__item-title a")
                titles = [" ".join(title.split()) for title in shown.all_inner_texts()]
                expected = " ".join(story["title"].split())
                report.check("the newest story is shown", titles[:1] == [expected], titles[:1])
                report.check("entries have addresses of ours", shown.count() > 1)
                with seen.page.expect_navigation():
                    shown.first.click()
                there = seen.page.url
                report.check("a click reaches the story", there == story["url"], there)
