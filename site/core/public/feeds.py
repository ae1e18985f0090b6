"""The feed that a page belongs to, as the page links it in each format."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from core.addresses.feeds import FORMAT_NAMES, MEDIA_TYPES, feed_address


@dataclass(frozen=True)
class FeedLink:
    """One format of a feed: what the format is called, its media type and its address."""

    format: str
    type: str
    href: str


@dataclass(frozen=True)
class FeedLinks:
    """A feed in all its formats; `title` is what it is about."""

    title: str | Promise
    links: Sequence[FeedLink]


def feed_links(lang: str, title: str | Promise, kind: str = "", slug: str = "") -> FeedLinks:
    """Return the links to the feed of all stories in `lang`, or of one forum or topic."""
    links = [
        FeedLink(FORMAT_NAMES[form], media_type, feed_address(lang, form, kind, slug))
        for form, media_type in MEDIA_TYPES.items()
    ]
    return FeedLinks(title, links)
