"""The pages that every test of readers' pages looks at, and how it opens them."""

from typing import Any

from playwright.sync_api import Page

# By the names that `tests.edge` gives them.
KINDS = (
    "home", "news", "news-page-2", "news-filtered", "news-nothing", "topics", "topic",
    "story", "story-plain", "story-long-title", "story-long-word", "story-portrait",
    "story-panorama", "story-topics", "story-outdated", "story-alone", "story-withdrawn",
    "forums", "forum", "councils", "council", "page",
    "search", "search-nothing", "search-empty", "not-found", "not-found-offer",
)  # fmt: skip
STATUS = {"story-withdrawn": 410, "not-found": 404, "not-found-offer": 404}


def visit(page: Page, edge: Any, lang: str, kind: str) -> None:
    """Open a page, and be sure that it is the one that was meant."""
    address = edge.addresses[lang][kind]
    answer = page.goto(address)
    assert answer
    assert answer.status == STATUS.get(kind, 200), address
    assert page.evaluate("document.documentElement.lang") == lang
