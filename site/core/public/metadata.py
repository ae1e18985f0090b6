"""A page's metadata for search engines and social networks."""

from dataclasses import dataclass, replace
from functools import cached_property

from core.addresses.base import absolute, uri, with_base
from core.language.isolates import isolated_text
from core.language.languages import other_language
from core.media.pictures import Picture, picture_of
from core.models import BasePage
from core.public.editions import Alternate, alternates
from core.publication.records import ItemRecord, read_record

# Facebook takes no bare language; the territory is the readers' largest.
OPEN_GRAPH_LOCALES = {"en": "en_GB", "ar": "ar_IQ"}


@dataclass
class PageHead:
    """The `<head>` of a page. Texts are plain, with characters that isolate addresses in them.

    `query` is the part of the address that makes it another page, such as "?page=2"; such an
    address is its own canonical one and has no counterpart in the other language. A draft that is
    previewed has no form for programs, though its page may.
    """

    page: BasePage
    picture: Picture | None = None
    query: str = ""
    is_preview: bool = False

    @property
    def title(self) -> str:
        return isolated_text(self.page.seo_title or self.page.title, self.page.language.direction)

    @property
    def description(self) -> str:
        text = self.page.search_description or self.page.summary
        return isolated_text(text, self.page.language.direction)

    @property
    def canonical(self) -> str:
        """The absolute address; a page that is not public yet gets the one it will have."""
        item = self.page.published_item
        path = uri(item.path) if item else self.page.get_url() or "/"
        return absolute("") + path + self.query

    @property
    def alternates(self) -> list[Alternate]:
        return [] if self.query else alternates(self.page.editions)

    @property
    def item_address(self) -> str:
        """The absolute address of the page's item for programs; "" where there is none."""
        item = None if self.is_preview else self.page.published_item
        # Index pages have no item; what is stored of the others has its address.
        if item is None or not item.card:
            return ""
        return with_base(read_record(ItemRecord, item.card).api_url)

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
