"""JSON Feed 1.1."""

from typing import Any

from api.answers import as_json
from api.feeds.entries import Enclosure, Entry
from api.feeds.feed import Feed
from core.language.times import utc

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    about = feed.about
    return as_json(
        {
            "version": VERSION,
            "title": about.title,
            "home_page_url": about.page,
            "feed_url": feed.address,
            "description": about.description,
            "language": feed.lang,
            "authors": [{"name": about.initiative, "url": about.site}],
            "items": [_item(entry, feed.lang) for entry in feed.entries],
        }
    )


def _item(entry: Entry, lang: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        # Each item needs a content; there is no more of it than this.
        "content_text": entry.summary or entry.title,
        "date_published": utc(entry.published_at),
        "date_modified": utc(entry.updated_at),
        "language": lang,
        "_icssi": {"api_url": entry.api_url, "credit_line": entry.credit_line},
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.byline:
        item["authors"] = [{"name": entry.byline}]
    if entry.topics:
        item["tags"] = [name for _slug, name in entry.topics]
    if entry.picture is not None:
        item["image"] = entry.picture.url
        item["attachments"] = [_attachment(entry.picture)]
    return item


def _attachment(picture: Enclosure) -> dict[str, Any]:
    file: dict[str, Any] = {"url": picture.url, "mime_type": picture.type}
    if picture.alt:
        file["title"] = picture.alt
    return file if picture.length is None else file | {"size_in_bytes": picture.length}
