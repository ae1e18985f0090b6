"""What a page tells search engines and social networks about itself."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.addresses.base import absolute, uri, with_base
from core.language.languages import other_language
from core.media.photos import picture_of
from core.models import BasePage
from core.public.editions import Alternate, alternates

# Facebook takes no bare language; the territory is the readers' largest.
OPEN_GRAPH_LOCALES = {"en": "en_GB", "ar": "ar_IQ"}


@dataclass
class PageHead:
    """The `<head>` of a page.

    `query` is the part of the address that makes it another page, such as "?page=2"; such an
    address stands for itself and has no counterpart in the other language.
    """

    page: BasePage
    picture: dict[str, Any] | None = None
    query: str = ""

    @property
    def title(self) -> str:
        return self.page.seo_title or self.page.title

    @property
    def description(self) -> str:
        return self.page.search_description or self.page.summary

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
    def image(self) -> dict[str, Any] | None:
        """The picture for social media, with absolute addresses, or None."""
        if self.page.social_image_id:
            shared = picture_of(self.page.social_image, self.page.language.tag)
            return shared and shared | {"url": with_base(shared["url"])}
        return self.picture and self.picture | {"url": absolute(self.picture["url"])}
