"""Links, files to download, and addresses of the old sites that are written out in a text."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from core.addresses.ours import as_browsers_read
from core.media.documents.kinds import KINDS
from moving.addresses.normal import UPLOADS
from moving.addresses.sites import Place
from moving.html.context import Context
from moving.html.pictures import is_picture
from moving.html.references import Document, HomeLink, Linked, PostLink, TermLink

_WRITTEN = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"'«»“”()\[\]]+[^\s<>\"'«»“”()\[\].,;:!?،؛؟]", re.IGNORECASE
)


def read_links(soup: BeautifulSoup, context: Context) -> None:
    """Have links to the old sites lead to what is there now; those that lead nowhere go."""
    for block in soup.find_all("div", class_="wp-block-file"):
        _read_file_block(soup, context, block)
    for link in soup.find_all("a"):
        _read_link(context, link)
    for text in soup.find_all(string=_WRITTEN):
        if not text.find_parent("a"):
            _read_text(soup, context, text)


def _read_file_block(soup: BeautifulSoup, context: Context, block: Tag) -> None:
    """Make a block of Gutenberg's file: the second link, a button, repeats the first."""
    for link in block.find_all("a", href=True):
        linked = _linked(context, str(link["href"]))
        if isinstance(linked, Document):
            words = " ".join(link.get_text(" ", strip=True).split())
            block.replace_with(context.block(soup, replace(linked, text=words)))
            return


def _read_link(context: Context, link: Tag) -> None:
    address = str(link.get("href") or "").strip()
    if not address or address.startswith("#"):
        link.unwrap()
        return
    if context.references.at(address) or _is_elsewhere(context, address):
        return
    linked = _linked(context, address)
    if linked is None:
        link.unwrap()
        return
    if as_browsers_read(link.get_text(strip=True)) == as_browsers_read(address):
        link.string = _title_of(context, linked)
    link["href"] = context.references.add(linked)


def _is_elsewhere(context: Context, address: str) -> bool:
    return context.place(address) is None


def _linked(context: Context, address: str) -> Linked | None:
    """Return what an address of the old sites leads to; None, with a note, if that is nothing."""
    place = context.place(address)
    found = _at(context, place) if place else None
    if found is None and place and not _is_picture(place):
        context.note("link", address.partition("?")[0] if "wp-admin" in address else address)
    return found


def _at(context: Context, place: Place) -> Linked | None:
    if place.address == "/":
        return HomeLink(place.site)
    if place.address.startswith(UPLOADS):
        return _document(context, place)
    brief = context.index.post_at(place)
    if brief is not None and brief.repeats:
        return PostLink(brief.repeats)
    if brief is not None:
        return PostLink(brief.key) if brief.is_public else None
    term = context.index.term_at(place)
    return TermLink(place.site, term.taxonomy, term.slug) if term else None


def _document(context: Context, place: Place) -> Document | None:
    found = context.index.file_at(place)
    if found is None:
        return None
    path, _attachment = found
    is_known = PurePosixPath(path).suffix.lower().removeprefix(".") in {*KINDS, "doc", "xls", "ppt"}
    if not is_known or not context.index.is_there(place.site, path):
        return None
    return Document(path, place.site)


def _is_picture(place: Place) -> bool:
    """Whether a link is one around or beside a picture, which readers see anyway."""
    return place.address.startswith(UPLOADS) and is_picture(place.address)


def _read_text(soup: BeautifulSoup, context: Context, text: NavigableString) -> None:
    """Make links of the addresses of old pages that a text has written out."""
    source = str(text)
    parts: list[NavigableString | Tag] = []
    position = 0
    for found in _WRITTEN.finditer(source):
        address = found[0] if "://" in found[0] else f"http://{found[0]}"
        if _is_elsewhere(context, address):
            continue
        parts.append(NavigableString(source[position : found.start()]))
        position = found.end()
        linked = _linked(context, address)
        if linked is not None:
            link = soup.new_tag("a", href=context.references.add(linked))
            link.string = _title_of(context, linked)
            parts.append(link)
    if parts:
        parts.append(NavigableString(source[position:]))
        text.replace_with(*parts)


def _title_of(context: Context, linked: Linked) -> str:
    """Return the text of a link that only had its address."""
    index = context.index
    if isinstance(linked, PostLink):
        return index.briefs[linked.key].title
    if isinstance(linked, TermLink):
        return index.terms[linked.site, linked.taxonomy, linked.slug].name
    if isinstance(linked, Document):
        return PurePosixPath(linked.path).name
    return index.names.get(linked.site) or "↗"
