"""Stored rich text: how it is tidied, which HTML may be published, and the links in it.

The editor's own rules apply only to its form: importers, shells and forged forms can store
anything.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

from core.addresses.tracking import direct
from core.body.allowed_html import RICH_TEXT
from core.language.tidying import tidied_parts

# As the cleaner writes them: in lower case, quoted, none inside another.
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
# As Wagtail's editor stores it.
_WRITTEN_LINK = re.compile(
    r'(<a\b[^>]*?\bhref=")(https?:[^"]*)("[^>]*>)(.*?)(?=</a>)', re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"(<[^<>]*+>)")
_LINE_END = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|blockquote|br|hr)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"<(p|h[2-4])\b[^>]*>(?:\s|&nbsp;|<br\s*/?>|</?(?:b|i|em|strong)>)*</\1>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def cleaned(source: str) -> str:
    """Return rich text with the tags that may be published, well-formed and without pictures."""
    return RICH_TEXT.clean(source)


def tidy(source: str) -> str:
    """Return rich text as an editor meant it.

    It has no useless characters, no empty paragraphs beside others, and no links that follow
    readers.
    """
    tidied = _tidied(_WRITTEN_LINK.sub(_direct_link, source))
    return _EMPTY.sub("", tidied) or tidied


def _direct_link(link: re.Match[str]) -> str:
    start, written, end, text = link.groups()
    true_address = direct(unescape(written))
    if true_address == unescape(written):
        return link[0]
    address = escape(true_address)
    return start + address + end + (address if text == written else text)


def _tidied(source: str) -> str:
    """Return rich text whose text is tidied line by line, whatever formatting divides it."""
    pieces = _TAG.split(source)  # text and tags by turns
    places: list[int] = []
    for place in range(len(pieces)):
        if place % 2 == 0:
            places.append(place)
        elif _LINE_END.match(pieces[place]):
            _tidy_line(pieces, places)
            places = []
    _tidy_line(pieces, places)
    return "".join(pieces)


def _tidy_line(pieces: list[str], places: list[int]) -> None:
    texts = [unescape(pieces[place]) for place in places]
    for place, text, tidied in zip(places, texts, tidied_parts(texts), strict=True):
        if tidied != text:
            pieces[place] = escape(tidied, quote=False)


def link_attributes(html: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each link in cleaned rich text."""
    return (_attributes(link[1]) for link in _LINK.finditer(html))


def with_links(html: str, write: Callable[[dict[str, str], str], str]) -> str:
    """Return cleaned rich text in which `write(attributes, text)` replaces each link."""
    return _LINK.sub(lambda link: write(_attributes(link[1]), link[2]), html)


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
