"""Forums and councils as marks of the map, one for each city."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.language.folding import fold
from core.public.cards import Card
from core.publication.records import Location, Name
from forums.map.labels import Position, positions
from forums.map.places import city_place, governorate_place
from forums.map.projection import HEIGHT, WIDTH, Point, is_inside, projected

# Drawing units, some 15 kilometres: what is nearer would lie on top of each other.
_ONE_PLACE = 8


class Placed(Protocol):
    """What a place is found by: records of forums and councils have it."""

    @property
    def city(self) -> str: ...
    @property
    def governorate(self) -> Name | None: ...
    @property
    def location(self) -> Location | None: ...


@dataclass(frozen=True)
class Whereabouts:
    """The place of a page, which may have no record yet: see `whereabouts_of`."""

    city: str
    governorate: Name | None
    location: Location | None


def whereabouts_of(page: Any, lang: str) -> Whereabouts:
    """Return where a page of a forum or council is, with names in `lang`."""
    governorate, lat = page.governorate, getattr(page, "latitude", None)
    return Whereabouts(
        page.city,
        Name(governorate.slug, governorate.name(lang)) if governorate else None,
        None if lat is None else Location(float(lat), float(page.longitude)),
    )


@dataclass(frozen=True)
class Spot:
    """Where something is, and what to write there: a city, or the governorate it lies in."""

    point: Point
    label: str


def spot_of(placed: Placed) -> Spot | None:
    """Return where a forum or council is: by its coordinates, else its city, else its governorate.

    None if nothing of it is known, or if it is abroad.
    """
    point = _point_of(placed)
    if point:
        return Spot(point, placed.city) if is_inside(*point) else None
    governorate = placed.governorate
    centre = governorate_place(governorate.slug) if governorate else None
    return Spot(centre, governorate.name) if governorate and centre else None


def _point_of(placed: Placed) -> Point | None:
    if placed.location:
        return projected(placed.location.lat, placed.location.lon)
    return city_place(placed.city or "")


@dataclass(frozen=True)
class Mark:
    """One city on the map, with the forums and councils in it; it links to the first of them."""

    x: str
    y: str
    city: str
    label: Position | None
    cards: Sequence[Card[Any]]

    @property
    def href(self) -> str:
        return self.cards[0].href

    @property
    def kind(self) -> str:
        """What is here: "forum", "council" or "both"."""
        kinds = {card.item.type for card in self.cards}
        return kinds.pop() if len(kinds) == 1 else "both"

    @property
    def name(self) -> str:
        """The title of the first, and what is written beside the mark if that is not in it.

        Who uses a computer by voice speaks the words that can be seen.
        """
        title = self.cards[0].title
        return title if fold(self.city) in fold(title) else f"{title} ({self.city})"


def marks_of(cards: Iterable[Card[Any]]) -> list[Mark]:
    """Return the marks of `cards`, of which those that come first are linked."""
    groups: list[tuple[Spot, list[Card[Any]]]] = []
    for card in cards:
        spot = spot_of(card.record) if card.record else None
        if spot is None:
            continue
        here = next((found for other, found in groups if _is_one_place(other, spot)), None)
        if here is None:
            groups.append((spot, [card]))
        else:
            here.append(card)
    spots = [spot for spot, _cards in groups]
    labels = positions(tuple(spot.label for spot in spots), tuple(spot.point for spot in spots))
    return [
        Mark(_percent(spot.point[0], WIDTH), _percent(spot.point[1], HEIGHT), spot.label, at, found)
        for (spot, found), at in zip(groups, labels, strict=True)
    ]


def _is_one_place(one: Spot, other: Spot) -> bool:
    (x1, y1), (x2, y2) = one.point, other.point
    return fold(one.label) == fold(other.label) or (x1 - x2) ** 2 + (y1 - y2) ** 2 < _ONE_PLACE**2


def _percent(length: float, whole: int) -> str:
    return f"{length / whole * 100:.1f}%"
