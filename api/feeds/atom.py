"""Atom (RFC 4287), with what was withdrawn lately as RFC 6721 has it."""

from functools import lru_cache
from typing import Any

from lxml import etree

from api.feeds.entries import KNOWN, Entry
from api.feeds.feed import Feed
from api.feeds.xml import ATOM, add, add_text, document, inner
from core.addresses.feeds import MEDIA_TYPES
from core.language.times import utc

_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_NAMES = {None: ATOM, "at": _TOMBSTONES}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"


def atom(feed: Feed) -> bytes:
    root = etree.Element(_name("feed"), nsmap=_NAMES)
    root.set(_LANG, feed.lang)
    about = feed.about
    add(root, _name("id"), feed.urn)
    add(root, _name("title"), about.title)
    add(root, _name("subtitle"), about.description)
    add(root, _name("updated"), utc(feed.updated_at))
    add(root, _name("link"), rel="self", type=MEDIA_TYPES[feed.form], href=feed.address)
    add(root, _name("link"), rel="alternate", type="text/html", hreflang=feed.lang, href=about.page)
    if about.licence_url:
        add(root, _name("link"), rel="license", href=about.licence_url)
    _add_author(root, about.initiative, about.site)
    add_text(root, _name("rights"), about.licence)
    for gone in feed.withdrawals:
        add(root, f"{{{_TOMBSTONES}}}deleted-entry", ref=gone.urn, when=utc(gone.gone_since))
    entries = (_entry(entry, feed.lang) for entry in feed.entries)
    return document(root, entries, b"</feed>")


@lru_cache(maxsize=KNOWN)
def _entry(entry: Entry, lang: str) -> bytes:
    root = etree.Element(_name("feed"), nsmap=_NAMES)
    element = add(root, _name("entry"))
    add(element, _name("id"), entry.urn)
    add(element, _name("title"), entry.title)
    add(element, _name("updated"), utc(entry.updated_at))
    add(element, _name("published"), utc(entry.published_at))
    add(element, _name("link"), rel="alternate", type="text/html", hreflang=lang, href=entry.url)
    # Not a second alternate: some readers take the last of them for the story's page.
    add(element, _name("link"), rel="related", type="application/json", href=entry.api_url)
    add_text(element, _name("summary"), entry.summary)
    if entry.byline:
        _add_author(element, entry.byline)
    for slug, name in entry.topics:
        add(element, _name("category"), term=slug, label=name)
    picture = entry.picture
    if picture is not None:
        length = {} if picture.length is None else {"length": str(picture.length)}
        title = {"title": picture.alt} if picture.alt else {}
        file = {"type": picture.type, "href": picture.url}
        add(element, _name("link"), rel="enclosure", **file, **length, **title)
    add_text(element, _name("rights"), entry.credit_line)
    return inner(root)


def _add_author(parent: Any, name: str, address: str = "") -> None:
    author = add(parent, _name("author"))
    add(author, _name("name"), name)
    add_text(author, _name("uri"), address)
