"""WordPress's comments and codes as elements, so that one reader reads them all."""

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

GALLERY = "moving-gallery"
EMBED = "moving-embed"

_BLOCK = re.compile(
    r"<!--\s+wp:(?P<name>[a-z][\w/-]*)\s+(?P<json>\{.{0,20000}?\}\s+)?(?P<whole>/)?-->", re.DOTALL
)
_COMMENT = re.compile(r"<!--.{0,50000}?-->", re.DOTALL)
_GALLERY_CODE = re.compile(r"(?<!\[)\[gallery\b(?P<rest>[^\[\]]{0,4000})\]", re.IGNORECASE)
_IDS = re.compile(r"""\b(?:ids|include)\s*=\s*["'“”″]?([\d,\s]{1,3000})""", re.IGNORECASE)
# Codes of page builders that show pictures of the uploads by number.
_PICTURE_CODE = re.compile(
    r"(?<!\[)\[[a-z][\w-]{0,40}(?:image|gallery|slider|carousel|img)[\w-]{0,20}"
    r"\s(?P<rest>[^\[\]]{0,4000})\]",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\b(?:ids|images?|include|image_ids?|img_ids?|attachment_id)"
    r"""\s*=\s*["'“”″]([\d,\s]{1,3000})["'“”″]""",
    re.IGNORECASE,
)
_MOST_SHARED = 3  # blocks within shared blocks


def is_classic(source: str) -> bool:
    """Whether a text comes from the classic editor, in which line ends are seen."""
    return "<!-- wp:" not in source


def with_elements(source: str, shared: Mapping[int, str]) -> str:
    """Return a text without comments; galleries, embeds and shared blocks are elements.

    `shared` are the contents of blocks that several posts share, by their number.
    """
    for _depth in range(_MOST_SHARED):
        if "wp:block" not in source:
            break
        source = _BLOCK.sub(lambda found: _shared(found, shared), source)
    if "<!--" in source:
        source = _COMMENT.sub("", _BLOCK.sub(_element, source))
    if "[" not in source:
        return source
    return _PICTURE_CODE.sub(_pictures, _GALLERY_CODE.sub(_gallery, source))


def _shared(found: re.Match[str], shared: Mapping[int, str]) -> str:
    if found["name"] != "block":
        return found[0]
    ref = _attributes(found).get("ref")
    return shared.get(ref, "") if isinstance(ref, int) else ""


def _element(found: re.Match[str]) -> str:
    """Return what a block without HTML of its own shows: an embed or a gallery."""
    if not found["whole"]:
        return ""
    attributes = _attributes(found)
    name = found["name"]
    if name.startswith(("embed", "core-embed/")) and isinstance(attributes.get("url"), str):
        return f'<{EMBED} address="{escape(attributes["url"])}"></{EMBED}>'
    if name == "gallery" and isinstance(attributes.get("ids"), list):
        ids = ",".join(str(each) for each in attributes["ids"] if isinstance(each, int))
        return f'<{GALLERY} ids="{ids}"></{GALLERY}>'
    return ""


def _attributes(found: re.Match[str]) -> dict[str, Any]:
    try:
        attributes = json.loads(found["json"] or "{}")
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}


def _gallery(found: re.Match[str]) -> str:
    ids = _IDS.search(found["rest"])
    return f'\n\n<{GALLERY} ids="{ids[1].strip() if ids else ""}"></{GALLERY}>\n\n'


def _pictures(found: re.Match[str]) -> str:
    """Return a builder's pictures; a code that names none by number is left to be left out."""
    numbers = _NUMBERS.search(found["rest"])
    if numbers is None:
        return found[0]
    return f'\n\n<{GALLERY} ids="{numbers[1].strip()}"></{GALLERY}>\n\n'
