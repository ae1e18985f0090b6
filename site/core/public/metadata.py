"""A page's metadata for search engines and social networks."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils.encoding import uri_to_iri

from core.addresses.base import absolute, uri, with_base
from core.language.isolates import isolated_text
from core.language.languages import other_language
from core.media.pictures import Picture, picture_of
from core.models import BasePage, PublishedItem
from core.public.discovery import Discovery, discovery_of
from core.public.editions import Alternate, alternates
from core.public.sharing import short_address
from core.publication.records import ItemRecord, is_reserved, read_record

# Facebook takes no bare language; the territory is the readers' largest.
OPEN_GRAPH_LOCALES = {"en": "en_GB", "ar": "ar_IQ"}


@dataclass
class PageHead:
    """The `<head>` of a page. Texts are plain, with characters that isolate addresses in them.

    `query` is the part of the address that makes it another page, such as "?page=2"; such an
    address is its own canonical one and has no counterpart in the other language, and
    `list_title` is its title. A draft that is previewed has no form for programs, though its page
    may. `is_narrowed` is set for a list that the reader has narrowed: its parts are the whole
    list's, which search engines have.
    """

    page: BasePage
    picture: Picture | None = None
    query: str = ""
    is_preview: bool = False
    list_title: str = ""
    is_narrowed: bool = False

    @property
    def title(self) -> str:
        return self.list_title or isolated_text(
            self.page.seo_title or self.page.title, self.page.language.direction
        )

    @property
    def description(self) -> str:
        text = self.page.search_description or self.page.summary
        return isolated_text(text, self.page.language.direction)

    @property
    def canonical(self) -> str:
        """The absolute address; a page that is not public yet gets the one it will have."""
        return absolute("") + self.path

    @property
    def path(self) -> str:
        """The address without its host."""
        item = self.page.published_item
        return (uri(item.path) if item else self.page.get_url() or "/") + self.query

    @property
    def robots(self) -> str:
        return robots_of(self.is_narrowed or self.is_preview)

    @property
    def published_at(self) -> str:
        """When an article was published; "" for other pages, and for drafts."""
        return _moment(self.page.published_at) if self._article_item else ""

    @property
    def modified_at(self) -> str:
        """When the public form of an article last changed."""
        return _moment(self._article_item.updated_at) if self._article_item else ""

    @property
    def section(self) -> str:
        """The title of the list that an article is in."""
        return self.page.trail[-1].title if self._article_item and self.page.trail else ""

    @property
    def _article_item(self) -> PublishedItem | None:
        is_article = self.og_type == "article" and not self.is_preview
        return self.page.published_item if is_article else None

    @property
    def alternates(self) -> list[Alternate]:
        return [] if self.query else alternates(self.page.editions)

    @cached_property
    def item_address(self) -> str:
        """The absolute address of the page's item for programs; "" where there is none."""
        item = None if self.is_preview else self.page.published_item
        # Index pages have no item; what is stored of the others has its address.
        if item is None or not item.card:
            return ""
        return with_base(read_record(ItemRecord, item.card).api_url)

    @property
    def printed(self) -> str:
        """The address on paper: the short one, else the canonical one, readable."""
        item = None if self.query else self.page.published_item
        return short_address(item) if item else uri_to_iri(self.canonical)

    @property
    def discovery(self) -> Discovery | None:
        """How other sites find out what shows the page; None for what nobody can show."""
        item = self.page.published_item if self.item_address else None
        return discovery_of(item) if item and not is_reserved(item.card) else None

    @property
    def og_type(self) -> str:
        return self.page.open_graph_type

    @property
    def og_locale(self) -> str:
        return OPEN_GRAPH_LOCALES[self.page.language.tag]

    @property
    def og_alternates(self) -> list[str]:
        other = other_language(self.page.language.tag)
        return [OPEN_GRAPH_LOCALES[item.lang] for item in self.page.editions if item.lang == other]

    @cached_property
    def image(self) -> Picture | None:
        """The picture for social media, with absolute addresses, or None."""
        shared = self.picture
        if self.page.social_image_id:
            shared = picture_of(self.page.social_image, self.page.language.tag)
        if shared is None:
            return None
        shown = shared.social or shared
        address = absolute(with_base(shown.url, ""))
        return replace(shared, url=address, width=shown.width, height=shown.height)


def robots_of(is_hidden: bool) -> str:
    """Return what search engines may do: show large pictures, or not list a hidden page at all."""
    return "noindex" if is_hidden else "max-image-preview:large"


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
