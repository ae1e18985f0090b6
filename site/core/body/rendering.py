"""Page bodies as HTML, without a request: for the site, the API, feeds and embeds alike.

Links to pages go to the target in the page's language, else to its original with `hreflang`; one
that names a language goes to the target in that. Links to what is not public are unwrapped, and
their text stays. The same holds for addresses of this site that somebody wrote by hand, and for
documents behind a sign-in. Addresses are stored with `core.addresses.base.BASE`, which `with_base`
replaces with the site's own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue, StructValue
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.addresses.base import BASE, CMS_PATH, uri
from core.addresses.ours import PAGES, OwnAddress, as_browsers_read, own_address, view_at
from core.addresses.works import WorksAtAddresses
from core.body.allowed_html import LINKED_ELSEWHERE
from core.body.isolating import isolated_html, with_characters
from core.body.media import media_of
from core.body.rich_text import cleaned, link_attributes, with_links
from core.language.languages import LANGUAGES
from core.media.pictures import Picture, picture_of
from core.media.restricted import restricted_collections
from core.models import SiteDocument, SiteImage
from core.publication.links import Link, Links, Target
from core.publication.records import Medium
from core.untrusted import row_id

_LINE_ENDS = re.compile(r"</(?:p|h[2-4]|li|blockquote|figure|figcaption|footer)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Body:
    """A rendered body: HTML, plain text, its media, and the keys of what it was made from."""

    html: SafeString
    text: str
    media: Sequence[Medium]
    dependencies: frozenset[str]


class BodyRenderer:
    """Renders bodies of one language; whatever they refer to is looked up once for all of them.

    `addresses` are further ones, written by hand elsewhere, for which `link` will be asked. Sizes
    of pictures that are missing are made if `is_publishing`.
    """

    def __init__(
        self,
        lang: str,
        bodies: Iterable[StreamValue],
        addresses: Iterable[str] = (),
        *,
        is_publishing: bool = False,
    ) -> None:
        bodies = list(bodies)
        self.is_publishing = is_publishing
        self.lang = lang
        self._references = {id(body): _references(body) for body in bodies}
        self._pictures: dict[int, Picture | None] = {}
        self._others: dict[str, Links] = {}
        self._paths = {id(body): _own_paths(_written_addresses(body)) for body in bodies}
        paths = _own_paths(addresses).union(*self._paths.values())
        self._pages_known_to = WorksAtAddresses(paths)
        everything = [ref for refs in self._references.values() for ref in refs]
        pages = {pk for model, pk in everything if issubclass(model, Page)}
        self.links = Links(lang, pages, self._pages_known_to.works)
        documents = {pk for model, pk in everything if issubclass(model, SiteDocument)}
        self.documents = self._open(documents) if documents else {}

    def render(self, body: StreamValue, *, saves_data: bool = False) -> Body:
        """Return one of the bodies that the renderer was made for, rendered.

        With `saves_data` there are links in place of pictures.
        """
        context = {"renderer": self, "lang": self.lang, "base": BASE, "saves_data": saves_data}
        html = "".join(child.render(context=context) for child in body)
        html = isolated_html(html, LANGUAGES[self.lang].direction)
        return Body(
            html=mark_safe(html),  # noqa: S308 - made by templates
            text=plain_text(html),
            media=list(media_of(body, self.lang, self.picture, self.documents)),
            dependencies=self._dependencies(body),
        )

    def picture(self, image: Any) -> Picture | None:
        """Return a picture of the bodies as readers get it, made once; None if they get none."""
        if image is None:
            return None
        if image.pk not in self._pictures:
            known = self._images.get(image.pk, image)
            self._pictures[image.pk] = picture_of(
                known, self.lang, self.restricted, is_publishing=self.is_publishing
            )
        return self._pictures[image.pk]

    @cached_property
    def restricted(self) -> frozenset[int]:
        """The ids of the collections whose pictures and documents readers do not get."""
        return restricted_collections()

    def _open(self, documents: set[int]) -> dict[int, SiteDocument]:
        return SiteDocument.objects.exclude(collection__in=self.restricted).in_bulk(documents)

    @cached_property
    def _images(self) -> dict[int, SiteImage]:
        """The images of all bodies with what was made of them, in two queries for all."""
        references = (ref for refs in self._references.values() for ref in refs)
        ids = {pk for model, pk in references if issubclass(model, SiteImage)}
        return SiteImage.objects.prefetch_related("renditions").in_bulk(ids)

    def rich_text(self, source: str) -> SafeString:
        """Return stored rich text cleaned, with its links resolved."""
        return mark_safe(with_links(cleaned(source), self._written))  # noqa: S308 - cleaned

    def _written(self, attributes: dict[str, str], text: str) -> str:
        """Return a link as it is published, or its text where it may not be."""
        link = self._link(attributes)
        if link is None:
            return text
        hreflang = f' hreflang="{link.lang}"' if link.lang else ""
        return f'<a href="{escape(link.href)}"{hreflang}>{text}</a>'

    def _link(self, attributes: dict[str, str]) -> Link | None:
        pk = _number(attributes.get("id"))
        kind = attributes.get("linktype")
        if kind == "page":
            target = self._links_in(attributes.get("lang")).target(pk)
            return self._link_to(target) if target else None
        if kind == "document":
            document = self.documents.get(pk)
            return Link(f"{BASE}{document.url}") if document else None
        return self.link(attributes.get("href", ""))

    def _links_in(self, lang: str | None) -> Links:
        """Return the links to pages in a language that the link itself names, else the reader's."""
        if lang not in LANGUAGES or lang == self.lang:
            return self.links
        if lang not in self._others:
            self._others[lang] = Links(lang, self.links.works)
        return self._others[lang]

    def link(self, address: str) -> Link | None:
        """Return where a written address leads to, or None where it may not be published."""
        try:
            own = own_address(address)
        except ValueError:
            return None
        if own is not None:
            return self._own_link(own)
        text = as_browsers_read(address)
        return Link(text) if text.startswith((*LINKED_ELSEWHERE, "#")) else None

    def _own_link(self, own: OwnAddress) -> Link | None:
        works = self._pages_known_to.works_at(own.path)
        for work in works:
            if target := self.links.target_of_work(work):
                return self._link_to(target, own.tail)
        if works or not self._is_public(own):
            return None
        return Link(f"{BASE}{own.written}{own.tail}")

    def _is_public(self, own: OwnAddress) -> bool:
        """Whether readers may be led to an address of ours at which there never was a page."""
        if f"{own.path}/".startswith(CMS_PATH):
            return False
        if self._pages_known_to.is_redirected(own.path):
            return True
        view = view_at(own.path)
        # What no view of ours answers may be somebody else's on the same host; but a path alone
        # was written for this site. And where only pages answer, there is none.
        return own.is_absolute if view is None else view != PAGES

    def _link_to(self, target: Target, tail: str = "") -> Link:
        return Link(
            f"{BASE}{uri(target.path)}{tail}", target.lang if target.lang != self.lang else None
        )

    def _dependencies(self, body: StreamValue) -> frozenset[str]:
        works = self.links.works
        keys = {
            key
            for path in self._paths.get(id(body), ())
            for key in self._pages_known_to.dependencies(path)
        }
        for model, pk in self._references.get(id(body), ()):
            if issubclass(model, Page):
                if pk in works:  # a page that is not there any more has no name to follow
                    keys.add(f"work:{works[pk]}")
            else:
                keys.add(f"{model.item_key}:{pk}")
        return frozenset(keys)


def render_body(body: StreamValue, lang: str, *, saves_data: bool = False) -> Body:
    """Return one body rendered in `lang`, for readers; with `saves_data` without its pictures."""
    return BodyRenderer(lang, [body]).render(body, saves_data=saves_data)


def plain_text(html: str) -> str:
    """Return the text of rendered HTML, a line for each block; what is isolated stays so."""
    text = unescape(_TAG.sub("", _LINE_ENDS.sub("\n", with_characters(html))))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _references(body: StreamValue) -> set[tuple[Any, int]]:
    """Return (model, id) of every page, picture and document in a body."""
    found = body.stream_block.extract_references(body)
    return {(model, _number(str(pk))) for model, pk, _model_path, _content_path in found}


def _own_paths(addresses: Iterable[str]) -> set[str]:
    """Return the paths of this site to which written addresses lead."""
    found = set()
    for address in addresses:
        try:
            own = own_address(address)
        except ValueError:
            continue
        if own is not None:
            found.add(own.path)
    return found


def _written_addresses(body: StreamValue) -> Iterator[str]:
    for child in body:
        if isinstance(child.value, RichText):
            links = link_attributes(cleaned(child.value.source))
            yield from (link["href"] for link in links if link.keys() >= {"href"})
        elif isinstance(child.value, StructValue):
            yield child.value.get("address") or ""


def _number(text: str | None) -> int:
    """Return the id in a link's attribute; 0, which no row has, where there is none."""
    return row_id(text or "") or 0
