"""Stored rich text: which HTML may be published, and the links in it.

The editor's own rules apply only to its form: importers, shells and forged forms can store
anything.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from core.body.allowed_html import RICH_TEXT

# As the cleaner writes them: in lower case, quoted, none inside another.
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def cleaned(source: str) -> str:
    """Return rich text with the tags that may be published, well-formed and without pictures."""
    return RICH_TEXT.clean(source)


def link_attributes(html: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each link in cleaned rich text."""
    return (_attributes(link[1]) for link in _LINK.finditer(html))


def with_links(html: str, write: Callable[[dict[str, str], str], str]) -> str:
    """Return cleaned rich text in which `write(attributes, text)` replaces each link."""
    return _LINK.sub(lambda link: write(_attributes(link[1]), link[2]), html)


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
