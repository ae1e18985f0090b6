"""Line ends of the classic editor, which are seen: a single one is a new line of its paragraph."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

_SPACES_AROUND = re.compile(r"[ \t]*\r?\n[ \t]*")
_SINGLE = re.compile(r"(?<!\n)\n(?!\n)")
_INLINE = {
    "a",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "span",
    "font",
    "cite",
    "small",
    "sup",
    "sub",
    "code",
}
# Within these a line end of the source is none.
_WITHOUT = {"pre", "ul", "ol", "table", "tbody", "thead", "tr", "dl", "script", "style", "object"}


def read_line_ends(soup: BeautifulSoup) -> None:
    """Put <br> where a single line end is between words."""
    for text in soup.find_all(string=lambda string: string is not None and "\n" in string):
        if type(text) is NavigableString and text.parent and text.parent.name not in _WITHOUT:
            _read(soup, text)


def _read(soup: BeautifulSoup, text: NavigableString) -> None:
    lines = _SINGLE.split(_SPACES_AROUND.sub("\n", str(text)))
    if len(lines) == 1:
        return
    parts: list[PageElement] = []
    for number, line in enumerate(lines):
        if number and _is_between_words(text, lines, number):
            parts.append(soup.new_tag("br"))
        elif number:
            parts.append(NavigableString(" "))
        parts.append(NavigableString(line))
    text.replace_with(*parts)


def _is_between_words(text: NavigableString, lines: list[str], number: int) -> bool:
    """Whether there are words on both sides of a line end, not the end of a block."""
    before = any(line.strip() for line in lines[:number]) or _is_inline(text.previous_sibling)
    after = any(line.strip() for line in lines[number:]) or _is_inline(text.next_sibling)
    return before and after


def _is_inline(element: PageElement | None) -> bool:
    return isinstance(element, Tag) and element.name in _INLINE
