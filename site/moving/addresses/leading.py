"""Where an address of an old site leads now: through what is public at this moment.

a post          its page; withdrawn: gone; never public: nothing, as if it had never been
a list          what its category or tag became, else the newest stories; so do other lists
an upload       the picture or document, while something public shows it
a feed          a feed
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from core.addresses.base import absolute
from core.addresses.feeds import feed_address
from core.addresses.topics import topic_path
from core.models import Governorate, PublishedItem, Topic
from core.public.editions import latest_list
from core.public.topics import topic_at
from moving.addresses.feeds import OldFeed, feed_of
from moving.addresses.files import file_address
from moving.addresses.normal import UPLOADS
from moving.addresses.sites import Place
from moving.models import OldAddress


@dataclass(frozen=True)
class Lead:
    """Where an old address leads: an absolute address, or "" where there is none.

    `item` is the page's, public or withdrawn; with `is_gone` there was one.
    """

    address: str = ""
    is_gone: bool = False
    item: PublishedItem | None = None


_NOTHING = Lead()
# Stories by date or author, and further pages of them all.
_OTHER_LIST = re.compile(
    r"(?:/[\w-]+)?/(?:date/\d{4}(?:/\d\d){0,2}|author/[^/]+)|/\d{4}/\d\d(?:/\d\d)?|/page/\d{1,5}"
)


def lead_of(place: Place, path: str = "", query: str = "") -> Lead:
    """Return where a place leads; `path` and `query` are as they were asked for.

    A post that was never public costs the same queries as one that never was: two.
    """
    if place.address.startswith(UPLOADS):
        return Lead(file_address(place))
    feed = feed_of(place.address, path, query)
    if feed and feed.is_of_site:
        return Lead(feed_address(place.site, feed.form))
    if place.address == "/":
        return Lead(absolute(f"/{place.site}/"))
    rows = OldAddress.objects.filter(site=place.site, address=place.address)
    row = rows.select_related("post", "topic", "governorate").first()
    item = _item_of(row)
    if row is None:
        # Of these lists WordPress has any number: that one leads somewhere reveals nothing.
        is_list = _OTHER_LIST.fullmatch(place.address) is not None
        return _newest(place.site, feed) if is_list else _NOTHING
    return _of_post(item) if row.post else _of_list(place.site, row, item, feed)


def _item_of(row: OldAddress | None) -> PublishedItem | None:
    """Return the item of a row's page: a public one, else the last that was withdrawn."""
    page_id = (row.post.last_page_id if row.post else row.page_id) if row else None
    # No page has the id 0; it is looked for as any other, so that nobody sees a difference.
    rows = PublishedItem.objects.filter(page_id=page_id or 0).defer("full", "card", "summary")
    return max(rows, key=lambda item: (not item.is_gone, item.seq), default=None)


def _of_post(item: PublishedItem | None) -> Lead:
    if item is None:
        return _NOTHING
    return Lead(is_gone=True, item=item) if item.is_gone else Lead(absolute(item.path), item=item)


def _of_list(site: str, row: OldAddress, item: PublishedItem | None, feed: OldFeed | None) -> Lead:
    """Return where the list of a category or tag leads, or its feed."""
    if item is not None and not item.is_gone:
        slug = item.path.rstrip("/").rpartition("/")[2]
        is_forum = item.type == "forum"
        address = feed_address(item.lang, feed.form, "forum", slug) if feed and is_forum else ""
        return Lead(address or absolute(item.path), item=item)
    if row.topic is not None and (path := _path_of_topic(row.topic, site)):
        address = feed_address(site, feed.form, "topic", row.topic.slug) if feed else ""
        return Lead(address or absolute(path))
    if row.governorate is not None and not feed:
        return Lead(absolute(_stories_about(row.governorate, site)))
    return _newest(site, feed)


def _newest(site: str, feed: OldFeed | None) -> Lead:
    return Lead(feed_address(site, feed.form) if feed else absolute(latest_list(site)))


def _path_of_topic(topic: Topic, lang: str) -> str:
    """Return the path of a topic's page in a language, or "" where that has no story about it."""
    has_page = any(edition.lang == lang for edition in topic_at(topic.slug))
    return topic_path(lang, topic.slug) if has_page else ""


def _stories_about(governorate: Governorate, lang: str) -> str:
    """Return the path of the search for a governorate, which has no page of its own."""
    return f"/{lang}/search?{urlencode({'q': governorate.name(lang)})}"
