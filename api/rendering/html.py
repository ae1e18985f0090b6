"""The body of an item as partners may embed it: few tags, absolute addresses, its own language."""

import re

from django.conf import settings

from core.addresses.base import BASE
from core.body.allowed_html import EMBEDDED
from core.language.languages import Language

# As the cleaner writes them: in lower case and quoted.
_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_INSIDE = re.compile(r'(<a\b[^>]*?\bhref=")#')
_REQUIRED = ("src", "width", "height", "alt")


def embeddable(html: str, language: Language, url: str) -> str:
    """Return a rendered body cleaned, in one element with its language and direction.

    `url` is the item's own address, to which links inside the page are made absolute.
    """
    clean = _IMAGE.sub(_own_picture, EMBEDDED.clean(html.strip()))
    clean = _INSIDE.sub(rf"\1{url}#", clean)
    return f'<div lang="{language.tag}" dir="{language.direction}">{clean}</div>'


def _own_picture(image: re.Match[str]) -> str:
    """Return an <img> as it is if it is a rendition of ours, with its size and text, else nothing.

    The host of a picture from elsewhere would learn who reads what.
    """
    attributes = dict(_ATTRIBUTE.findall(image[1]))
    ours = f"{BASE}{settings.MEDIA_URL}renditions/"
    sources = [attributes.get("src", "")]
    # A comma ends an address only before a space, but none of ours holds one.
    sources += attributes["srcset"].split(",") if "srcset" in attributes else []
    is_whole = all(name in attributes for name in _REQUIRED)
    is_ours = all(source.strip().startswith(ours) for source in sources)
    return image[0] if is_whole and is_ours else ""
