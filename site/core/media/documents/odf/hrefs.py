"""What a part of an OpenDocument file may refer to: its own pictures and objects, and websites."""

import posixpath
from collections.abc import Collection
from typing import Any

from core.media.cleaning import Refused
from core.media.documents import trees
from core.media.documents.addresses import is_plain_link

_LINKS = {"a"}  # text:a and draw:a, which lead somewhere when they are clicked
_XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{_XLINK}}}href"


def check(root: Any, chosen: Collection[str], folder: str) -> list[Any]:
    """Return the elements that refer to what is not in the file any more.

    `chosen` are the names of the file's parts; `folder` is that of the part, with a slash at its
    end, or "". Raises Refused for what is fetched from elsewhere.
    """
    lost = []
    for element in trees.elements(root):
        address = element.get(HREF)
        if address is None or address.startswith("#") or not address:
            continue
        if trees.local(element.tag) in _LINKS or _is_button(element):
            if not is_plain_link(address):
                raise Refused("external")
            continue
        inside = _resolved(address, folder)
        if not any(part == inside or part.startswith(f"{inside}/") for part in chosen):
            lost.append(element)
    return lost


def _is_button(element: Any) -> bool:
    """Whether an element is a click on a shape that leads to a website."""
    return trees.local(element.tag) == "event-listener"


def _resolved(address: str, folder: str) -> str:
    if ":" in address or "\\" in address or address.startswith("/"):
        raise Refused("external")
    path = posixpath.normpath(posixpath.join(folder, address))
    if path.startswith(".."):
        raise Refused("external")
    return path
