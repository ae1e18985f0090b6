"""The body of an item as partners may embed it: few tags, absolute addresses, its own language."""

import re

import nh3
from django.conf import settings

from core.addresses.base import BASE
from core.language.languages import Language

_ATTRIBUTES = {
    "a": {"href", "hreflang", "lang", "dir"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
}
_CLEANER = nh3.Cleaner(
    tags={
        "a", "b", "blockquote", "br", "cite", "div", "em", "figcaption", "figure", "footer",
        "h2", "h3", "i", "img", "li", "ol", "p", "small", "strong", "ul",
    },
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)  # fmt: skip
# As the cleaner writes them: in lower case and quoted.
_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_INSIDE = re.compile(r'(<a\b[^>]*?\bhref=")#')
_SAID = ("src", "width", "height", "alt")


def embeddable(html: str, language: Language, url: str) -> str:
    """Return a rendered body cleaned, in one element that says its language and direction.

    `url` is the item's own address, to which links inside the page are made absolute.
    """
    clean = _IMAGE.sub(_own_picture, _CLEANER.clean(html.strip()))
    clean = _INSIDE.sub(rf"\1{url}#", clean)
    return f'<div lang="{language.tag}" dir="{language.direction}">{clean}</div>'


def _own_picture(image: re.Match[str]) -> str:
    """Return an <img> as it is if it is a rendition of ours, with its size and text, else nothing.

    A picture from elsewhere would tell its host who reads what.
    """
    attributes = dict(_ATTRIBUTE.findall(image[1]))
    ours = f"{BASE}{settings.MEDIA_URL}renditions/"
    sources = [attributes.get("src", "")]
    # A comma ends an address only before a space, but none of ours holds one.
    sources += attributes["srcset"].split(",") if "srcset" in attributes else []
    is_whole = all(name in attributes for name in _SAID)
    is_ours = all(source.strip().startswith(ours) for source in sources)
    return image[0] if is_whole and is_ours else ""
