"""Page bodies as HTML, without a request: for the site, the API, feeds and embeds alike.

Links to pages go to the target in the page's language, else to its original with `hreflang`;
links to what is not public are unwrapped, and their text stays. Addresses are written with
`core.addresses.BASE`; `with_base` puts the site's own in, or nothing for root-relative ones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text.rewriters import extract_attrs

from core.addresses import BASE, uri
from core.links import Links
from core.models import SiteDocument

_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_LINE_ENDS = re.compile(r"</(?:p|h[2-4]|li|blockquote|figure|figcaption|footer)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Body:
    """A rendered body: its HTML, its plain text, and the keys of what it was made from."""

    html: SafeString
    text: str
    dependencies: frozenset[str]


class BodyRenderer:
    """Renders bodies of one language; whatever they refer to is looked up once for all of them."""

    def __init__(self, lang: str, bodies: Iterable[StreamValue]) -> None:
        self.lang = lang
        self._references = {id(body): _references(body) for body in bodies}
        everything = [ref for refs in self._references.values() for ref in refs]
        self.links = Links(lang, {pk for model, pk in everything if issubclass(model, Page)})
        self.documents = SiteDocument.objects.in_bulk(
            {pk for model, pk in everything if issubclass(model, SiteDocument)}
        )

    def render(self, body: StreamValue) -> Body:
        """Return one of the bodies that the renderer was made for, rendered."""
        context = {"renderer": self, "lang": self.lang, "base": BASE}
        html = "".join(child.render(context=context) for child in body)
        return Body(mark_safe(html), plain_text(html), self._dependencies(body))  # noqa: S308

    def rich_text(self, source: str) -> SafeString:
        """Return stored rich text with its links resolved."""
        return mark_safe(_ANCHOR.sub(self._link, source))  # noqa: S308 - cleaned when it was saved

    def _link(self, match: re.Match[str]) -> str:
        attributes, text = extract_attrs(match[1]), match[2]
        kind = attributes.get("linktype")
        if kind == "page":
            return self._page_link(attributes, text)
        if kind == "document":
            return self._document_link(attributes, text)
        address = attributes.get("href", "")
        if not address.startswith(("http://", "https://", "mailto:", "tel:", "#")):
            return text
        return f'<a href="{escape(unescape(address))}">{text}</a>'

    def _page_link(self, attributes: dict[str, str], text: str) -> str:
        target = self.links.target(_number(attributes.get("id")))
        if target is None:
            return text
        hreflang = f' hreflang="{target.lang}"' if target.lang != self.lang else ""
        return f'<a href="{BASE}{escape(uri(target.path))}"{hreflang}>{text}</a>'

    def _document_link(self, attributes: dict[str, str], text: str) -> str:
        document = self.documents.get(_number(attributes.get("id")))
        return text if document is None else f'<a href="{BASE}{escape(document.url)}">{text}</a>'

    def _dependencies(self, body: StreamValue) -> frozenset[str]:
        works = self.links.works
        keys = set()
        for model, pk in self._references.get(id(body), ()):
            if issubclass(model, Page):
                keys.add(f"work:{works[pk]}" if pk in works else f"page:{pk}")
            else:
                keys.add(f"{model.shelf_key}:{pk}")
        return frozenset(keys)


def render_body(body: StreamValue, lang: str) -> Body:
    """Return one body rendered in `lang`."""
    return BodyRenderer(lang, [body]).render(body)


def plain_text(html: str) -> str:
    """Return the text of rendered HTML, a line for each block."""
    text = unescape(_TAG.sub("", _LINE_ENDS.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _references(body: StreamValue) -> set[tuple[Any, int]]:
    """Return (model, id) of every page, picture and document in a body."""
    found = body.stream_block.extract_references(body)
    return {(model, _number(str(pk))) for model, pk, _model_path, _content_path in found}


def _number(text: str | None) -> int:
    """Return the id in a link's attribute; 0, which no page has, where there is none."""
    return int(text) if text and text.isascii() and text.isdecimal() else 0
