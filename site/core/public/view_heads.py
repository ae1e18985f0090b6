"""The head of a public page that is no page of the CMS, such as that of a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.encoding import uri_to_iri

from core.addresses.base import absolute, uri
from core.public.editions import Alternate, Edition, alternates
from core.public.metadata import OPEN_GRAPH_LOCALES, robots_of


@dataclass(frozen=True)
class ViewHead:
    """The `<head>` of `edition`, one of `editions`, with the names that `PageHead` has.

    `query` is the part of the address that makes it another page, and `is_narrowed` is set for a
    list that the reader has narrowed, as there. `trail` is the way from the front page to this
    one, itself included, as (title, path).
    """

    edition: Edition
    editions: Sequence[Edition]
    title: str
    description: str = ""
    query: str = ""
    is_narrowed: bool = False
    trail: Sequence[tuple[str, str]] = ()

    og_type = "website"
    image = discovery = None
    item_address = ""

    @property
    def canonical(self) -> str:
        return absolute("") + self.path

    @property
    def path(self) -> str:
        """The address without its host."""
        return uri(self.edition.path) + self.query

    @property
    def robots(self) -> str:
        return robots_of(self.is_narrowed)

    @property
    def alternates(self) -> list[Alternate]:
        return [] if self.query else alternates(self.editions)

    @property
    def printed(self) -> str:
        """The address on paper."""
        return uri_to_iri(self.canonical)

    @property
    def og_locale(self) -> str:
        return OPEN_GRAPH_LOCALES[self.edition.lang]

    @property
    def og_alternates(self) -> list[str]:
        others = [one.lang for one in self.editions if one.lang != self.edition.lang]
        return [OPEN_GRAPH_LOCALES[lang] for lang in others]
