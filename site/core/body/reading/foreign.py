"""HTML of Word, Google Docs, LibreOffice, mail and chats, with tags for what it shows by styles.

Browsers and office programs write paragraphs that only look like headings, quotations and lists.
Here they become what they look like, and what nobody saw is removed. Bold and italic are read by
`markup`, from the styles that stay.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

# Without one of these there is nothing to do.
_HINT = re.compile(r"\s(?:style|class|role)=|<(?:table|img|del)\b", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|annotation)", re.IGNORECASE
)
_HIDDEN_CLASSES = {"MsoCommentReference", "msocomanchor", "MsoCommentText", "msocomtxt"}
_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"[\s(]*(?:[0-9٠-٩۰-۹]+|[a-z]{1,5}|[ء-ي])\s*[.)\-–]", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-6])", re.IGNORECASE)
_CLASSES = {
    "MsoTitle": "h1",
    "MsoSubtitle": "h3",
    "MsoQuote": "blockquote",
    "MsoIntenseQuote": "blockquote",
}
_EMOJI_FROM = "\u203c"
_MOST_TABLES = 500


def with_tags(html: str) -> str:
    """Return cleaned HTML whose tags are what the programs that made it showed."""
    if not _HINT.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for step in (_remove_hidden, _read_emoji, _name_blocks, _make_lists, _open_layouts):
        step(soup)
    return str(soup)


def _style(tag: Tag) -> str:
    return str(tag.get("style") or "")


def _classes(tag: Tag) -> set[str]:
    return set(tag.get("class") or ())


def _remove_hidden(soup: BeautifulSoup) -> None:
    """Remove what was deleted, hidden or only a comment in the margin."""
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        if tag.name == "del" or _HIDDEN.search(_style(tag)) or _HIDDEN_CLASSES & _classes(tag):
            tag.decompose()


def _read_emoji(soup: BeautifulSoup) -> None:
    """Put emoji in the place of their pictures, which chats and WordPress show instead."""
    for picture in soup.find_all("img"):
        text = str(picture.get("alt") or "")
        if (
            text
            and len(text) <= 16
            and all(char >= _EMOJI_FROM or char in "\u200d#*" for char in text)
        ):
            picture.replace_with(text)


def _name_blocks(soup: BeautifulSoup) -> None:
    """Make headings and quotations of the paragraphs that have their styles."""
    for tag in soup.find_all(["p", "div"]):
        name = next((_CLASSES[each] for each in sorted(_classes(tag)) if each in _CLASSES), None)
        if outline := _OUTLINE.search(_style(tag)):
            name = name or f"h{outline[1]}"
        if tag.get("role") == "heading":
            level = str(tag.get("aria-level") or "2")
            name = f"h{level}" if level in "123456" else "h2"
        if name and name != "blockquote":
            tag.name = name
    for quoted in _in_a_row(
        soup, lambda tag: bool({"MsoQuote", "MsoIntenseQuote"} & _classes(tag))
    ):
        quote = soup.new_tag("blockquote")
        quoted[0].insert_before(quote)
        for tag in quoted:
            quote.append(tag.extract())


def _make_lists(soup: BeautifulSoup) -> None:
    """Make lists of the paragraphs that Word begins with a sign or a number."""
    for entries in _in_a_row(soup, lambda tag: _LIST.search(_style(tag)) is not None):
        place = soup.new_tag("div")
        entries[0].insert_before(place)
        lists: list[Tag] = []
        for entry in entries:
            found = _LIST.search(_style(entry))
            depth = min(int(found[1]) if found else 1, len(lists) + 1)
            _add_entry(soup, place, lists, max(depth, 1), entry)


def _add_entry(soup: BeautifulSoup, place: Tag, lists: list[Tag], depth: int, entry: Tag) -> None:
    markers = entry.find_all(style=_MARKER)
    name = "ol" if markers and _NUMBER.match(markers[0].get_text()) else "ul"
    for marker in markers:
        if not marker.decomposed:
            marker.decompose()
    del lists[depth:]
    if len(lists) == depth and lists[-1].name != name:
        lists.pop()
    if len(lists) < depth:
        outer = lists[-1].find_all("li", recursive=False)[-1] if lists else place
        lists.append(soup.new_tag(name))
        outer.append(lists[-1])
    item = soup.new_tag("li")
    lists[-1].append(item)
    for child in list(entry.contents):
        item.append(child.extract())
    entry.decompose()


def _in_a_row(soup: BeautifulSoup, is_meant: Callable[[Tag], bool]) -> Iterator[list[Tag]]:
    """Yield the paragraphs that are meant, those that follow each other together."""
    found = [tag for tag in soup.find_all(["p", "div"]) if is_meant(tag)]
    starts = 0
    numbered = []
    for before, tag in zip([None, *found], found, strict=False):
        starts += before is None or _next_tag(before) is not tag
        numbered.append((starts, tag))
    for _start, group in groupby(numbered, key=lambda each: each[0]):
        yield [tag for _number, tag in group]


def _next_tag(tag: Tag) -> Tag | None:
    """Return what follows a tag directly, or None if there is text between."""
    for sibling in tag.next_siblings:
        if isinstance(sibling, Tag):
            return sibling
        if isinstance(sibling, NavigableString) and sibling.strip():
            return None
    return None


def _open_layouts(soup: BeautifulSoup) -> None:
    """Make plain blocks of tables that have one column: they are frames, not tables."""
    for table in soup.find_all("table", limit=_MOST_TABLES):
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
        if all(len(each) <= 1 for each in cells):
            for tag in [table, *rows, *(cell for each in cells for cell in each)]:
                tag.name = "div"
