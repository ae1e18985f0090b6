"""Addresses of the feeds of stories, which pages link and `api.feeds` answers."""

from core.addresses.base import absolute

ROOT = "/feeds"
RSS, ATOM, JSON = "rss", "atom", "json"
# The media type of each format, in the order in which readers are offered them.
MEDIA_TYPES = {
    RSS: "application/rss+xml",
    ATOM: "application/atom+xml",
    JSON: "application/feed+json",
}
FORMAT_NAMES = {RSS: "RSS", ATOM: "Atom", JSON: "JSON Feed"}
# What a feed may be narrowed to, as the facets of items call it, and its folder of addresses.
FOLDERS = {"forum": "forums", "topic": "topics"}


def feed_path(lang: str, form: str, kind: str = "", slug: str = "") -> str:
    """Return the root-relative address of a feed, of all stories or of what a slug names.

    >>> feed_path("ar", "rss", "forum", "hit-peace-forum")
    '/feeds/ar/forums/hit-peace-forum/news.rss'
    """
    narrowed = f"{FOLDERS[kind]}/{slug}/" if kind else ""
    return f"{ROOT}/{lang}/{narrowed}news.{form}"


def feed_address(lang: str, form: str, kind: str = "", slug: str = "") -> str:
    """Return the absolute address of a feed."""
    return absolute(feed_path(lang, form, kind, slug))
