"""The places of texts and values in a page, by the names that the CMS uses for them."""

from collections.abc import ItemsView, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wagtail_localize.models import Translation

from translation.content.texts import place_of

_Placed = TypeVar("_Placed", bound="Placed")


@dataclass
class Placed:
    """A text or value in its place, such as “Body › Quotation › Who said it”."""

    place: str

    @property
    def field(self) -> str:
        return self.place.partition(" › ")[0]

    @property
    def label(self) -> str:
        """The place inside of its field, or "" if it is the whole field."""
        return self.place.partition(" › ")[2]


@dataclass
class PlacedSegment(Placed):
    """A segment of an original in its place."""

    segment: Any
    translation: Translation
    pk: int = field(init=False)  # the segment's

    def __post_init__(self) -> None:
        self.pk = self.segment.pk

    @property
    def path(self) -> str:
        return place_of(self.segment.context)


def by_field(rows: Iterable[_Placed]) -> ItemsView[str, list[_Placed]]:
    """Return rows by the field of the page to which they belong, with its name."""
    found: dict[str, list[_Placed]] = {}
    for row in rows:
        found.setdefault(row.field, []).append(row)
    return found.items()
