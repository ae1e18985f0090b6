"""The body of an item as partners may embed it: few tags, absolute addresses, its own language."""

import nh3

from core.languages import Language

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


def embeddable(html: str, language: Language, url: str) -> str:
    """Return a rendered body cleaned, in one element that says its language and direction.

    `url` is the item's own address, to which links inside the page are made absolute.
    """
    clean = _CLEANER.clean(html.strip()).replace('href="#', f'href="{url}#')
    return f'<div lang="{language.tag}" dir="{language.direction}">{clean}</div>'
