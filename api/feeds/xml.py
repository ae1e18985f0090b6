"""What both formats in XML need: elements with text that XML allows, and the bytes of a tree.

An entry is the same in every feed that has it, so that each format writes it once, by itself, and
feeds are joined of what is written already.
"""

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
# Characters that no XML document can hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text without characters that XML cannot hold.

    >>> clean("a\\x00b")
    'ab'
    """
    return _FORBIDDEN.sub("", text)


def add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    """Add an element to `parent`; without text it is empty."""
    element = etree.SubElement(parent, name)
    for key, value in attributes.items():
        element.set(key, clean(value))
    if text:
        element.text = clean(text)
    return element


def add_text(parent: Any, name: str, text: str, **attributes: str) -> None:
    """Add an element if there is a text for it."""
    if text:
        add(parent, name, text, **attributes)


def inner(root: Any) -> bytes:
    """Return what is within an element, without the names of namespaces that it declares."""
    written: bytes = etree.tostring(root, encoding="utf-8")
    return written[written.index(b">") + 1 : written.rindex(b"</")]


def document(root: Any, entries: Iterable[bytes], end: bytes) -> bytes:
    """Return a tree as a document in UTF-8, with entries as `inner` wrote them before its `end`."""
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return b"".join([written.removesuffix(end), *entries, end])
