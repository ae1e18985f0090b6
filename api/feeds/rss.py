"""RSS 2.0, with the names of Dublin Core and of Media RSS for what it has none for itself."""

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from typing import Any

from lxml import etree

from api.feeds.entries import KNOWN, Entry
from api.feeds.feed import Feed
from api.feeds.xml import ATOM, add, add_text, document, inner
from core.addresses.feeds import MEDIA_TYPES

_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_NAMES = {"atom": ATOM, "dc": _DC, "media": _MEDIA}


def rss(feed: Feed) -> bytes:
    root = etree.Element("rss", nsmap=_NAMES)
    root.set("version", "2.0")
    channel = add(root, "channel")
    about = feed.about
    add(channel, "title", about.title)
    add(channel, "link", about.page)
    add(channel, "description", about.description)
    add(channel, "language", feed.lang)
    add_text(channel, "copyright", about.licence)
    add(channel, "lastBuildDate", _date(feed.updated_at))
    self_link = {"rel": "self", "type": MEDIA_TYPES[feed.form], "href": feed.address}
    add(channel, f"{{{ATOM}}}link", **self_link)
    return document(root, map(_item, feed.entries), b"</channel></rss>")


@lru_cache(maxsize=KNOWN)
def _item(entry: Entry) -> bytes:
    root = etree.Element("rss", nsmap=_NAMES)
    item = add(root, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    # Readers take it for HTML, so that plain text is escaped once more; titles they take as text.
    add_text(item, "description", escape(entry.summary, quote=False))
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", _date(entry.published_at))
    add_text(item, f"{{{_DC}}}creator", entry.byline)
    for _slug, name in entry.topics:
        add(item, "category", name)
    _add_picture(item, entry)
    add_text(item, f"{{{_DC}}}rights", entry.credit_line)
    return inner(root)


def _add_picture(item: Any, entry: Entry) -> None:
    picture = entry.picture
    if picture is None:
        return
    size = {"width": str(picture.width), "height": str(picture.height)}
    file = {"url": picture.url, "type": picture.type}
    if picture.length is not None:  # an enclosure is nothing without its length
        add(item, "enclosure", **file, length=str(picture.length))
        size["fileSize"] = str(picture.length)
    content = add(item, f"{{{_MEDIA}}}content", **file, medium="image", **size)
    add_text(content, f"{{{_MEDIA}}}description", picture.alt, type="plain")
    add_text(content, f"{{{_MEDIA}}}credit", picture.credit)


def _date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
