"""What the templates draw: `includes/map.html` the map, `includes/locator.html` one place on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.public.cards import Card
from forums.map.marks import Mark, Placed, marks_of, spot_of
from forums.map.paths import AREA_PATHS, COUNTRY, INNER_BORDERS, RIVERS
from forums.map.projection import HEIGHT, WIDTH

VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"


@dataclass(frozen=True)
class IraqMap:
    """The governorates, those of them with a forum or council, and a mark in each city."""

    marks: Sequence[Mark]
    at_work: str
    view_box: str = VIEW_BOX
    country: str = COUNTRY
    borders: str = INNER_BORDERS
    rivers: str = RIVERS

    @property
    def has_forums(self) -> bool:
        return any(mark.kind != "council" for mark in self.marks)

    @property
    def has_councils(self) -> bool:
        return any(mark.kind != "forum" for mark in self.marks)


def map_of(forums: Iterable[Card[Any]], councils: Iterable[Card[Any]] = ()) -> IraqMap:
    """Return the map of forums and councils; where both are in a city, its mark links to a forum.

    It asks the database nothing: all is in the cards.
    """
    cards = [*forums, *councils]
    slugs = {
        card.record.governorate.slug for card in cards if card.record and card.record.governorate
    }
    return IraqMap(marks_of(cards), "".join(AREA_PATHS.get(slug, "") for slug in sorted(slugs)))


@dataclass(frozen=True)
class Locator:
    """A small map with one city and its governorate; `area` is "" where no border is known."""

    place: str
    x: int
    y: int
    area: str
    view_box: str = VIEW_BOX
    country: str = COUNTRY


def locator_of(placed: Placed) -> Locator | None:
    """Return the locator of a forum or council; None where nothing is known of its place.

    `placed` is its record, or `forums.map.marks.whereabouts_of` its page.
    """
    spot = spot_of(placed)
    if spot is None:
        return None
    area = AREA_PATHS.get(placed.governorate.slug, "") if placed.governorate else ""
    return Locator(spot.label, round(spot.point[0]), round(spot.point[1]), area)
