"""A small map of Iraq: its outline and two rivers, drawn from rough coordinates, and the forums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from core.public.cards import Card
from core.publication.records import ForumRecord

Point = tuple[float, float]

# Degrees east and north, read off by eye: enough for a map as wide as a hand. Clockwise from the
# corner of three countries in the north-west: Turkey, Iran, the Gulf, Kuwait, then the desert.
_OUTLINE: Sequence[Point] = (
    (42.4, 37.1), (42.6, 37.2), (42.8, 37.4), (43.3, 37.3), (43.9, 37.2), (44.2, 37.0),
    (44.4, 37.0), (44.8, 37.2), (44.9, 36.8), (45.1, 36.6), (45.3, 36.4), (45.3, 36.2),
    (45.4, 36.0), (45.7, 35.8), (46.0, 35.8), (46.3, 35.8), (46.1, 35.6), (46.0, 35.4),
    (46.1, 35.1), (45.9, 34.9), (45.7, 34.8), (45.7, 34.6), (45.5, 34.5), (45.5, 34.2),
    (45.4, 34.0), (45.7, 33.7), (45.9, 33.5), (45.9, 33.2), (46.1, 33.0), (46.4, 32.9),
    (46.8, 32.7), (47.2, 32.5), (47.4, 32.4), (47.6, 32.1), (47.9, 31.8), (47.7, 31.4),
    (47.7, 31.0), (48.0, 31.0), (48.0, 30.5), (48.2, 30.3), (48.4, 30.2), (48.6, 29.9),
    (48.3, 29.9), (48.0, 30.0), (47.7, 30.1), (47.3, 30.1), (47.0, 29.9), (46.5, 29.1),
    (44.7, 29.2), (43.3, 30.1), (42.1, 31.1), (40.4, 31.9), (39.2, 32.1), (39.1, 32.4),
    (38.8, 33.4), (40.9, 34.4), (41.2, 34.8), (41.3, 35.2), (41.4, 35.6), (41.3, 36.0),
    (41.3, 36.4), (41.5, 36.5), (41.8, 36.6), (42.1, 36.9),
)  # fmt: skip
_EUPHRATES: Sequence[Point] = (
    (41.0, 34.4), (41.5, 34.4), (42.0, 34.3), (42.4, 34.1), (42.8, 33.7), (43.2, 33.5),
    (43.8, 33.3), (44.2, 33.0), (44.4, 32.4), (44.6, 31.9), (45.2, 31.4), (45.8, 31.2),
    (46.3, 31.0), (46.8, 30.9), (47.4, 31.0),
)  # fmt: skip
_TIGRIS: Sequence[Point] = (
    (42.4, 37.1), (42.8, 36.7), (43.1, 36.3), (43.3, 35.8), (43.4, 35.2), (43.6, 34.8),
    (43.8, 34.3), (44.3, 33.8), (44.4, 33.3), (44.8, 32.9), (45.4, 32.6), (45.9, 32.5),
    (46.5, 32.4), (46.9, 32.1), (47.2, 31.8), (47.3, 31.4), (47.4, 31.0), (47.7, 30.6),
    (48.1, 30.4), (48.6, 29.9),
)  # fmt: skip

_SCALE = 60.0  # of the drawing's coordinates for a degree of latitude
_MARGIN = 12.0
_WEST = min(east for east, _north in _OUTLINE)
_NORTH = max(north for _east, north in _OUTLINE)
_SQUEEZE = cos(radians(33.2))  # a degree of longitude is shorter, by the latitude of Baghdad


def projected(lat: float, lon: float) -> Point:
    """Return where a place lies in the drawing: coordinates from its western and northern edges."""
    x = _MARGIN + (lon - _WEST) * _SQUEEZE * _SCALE
    return round(x, 1), round(_MARGIN + (_NORTH - lat) * _SCALE, 1)


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (projected(n, e) for e, n in points))


OUTLINE = _path(_OUTLINE) + "Z"
RIVERS = _path(_EUPHRATES) + _path(_TIGRIS)
WIDTH, HEIGHT = (
    round(max(side) + _MARGIN)
    for side in zip(*(projected(north, east) for east, north in _OUTLINE), strict=True)
)


@dataclass(frozen=True)
class Dot:
    """A forum's dot; its label is to the east of it, or to the west where that is taken."""

    name: str
    x: float
    y: float
    is_west: bool = False

    @property
    def label_x(self) -> float:
        return self.x - 18 if self.is_west else self.x + 18

    @property
    def label_y(self) -> float:
        return self.y + 7

    @property
    def anchor(self) -> str:
        return "end" if self.is_west else "start"


@dataclass(frozen=True)
class IraqMap:
    """What the template draws."""

    dots: Sequence[Dot]
    outline: str = OUTLINE
    rivers: str = RIVERS
    width: int = WIDTH
    height: int = HEIGHT


def map_of(forums: Iterable[Card[ForumRecord]]) -> IraqMap:
    """Return a map with the forums that have a place inside its frame."""
    places = []
    for forum in forums:
        record = forum.record
        if record is None or record.location is None:
            continue
        x, y = projected(record.location.lat, record.location.lon)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            places.append((record.city or forum.title, x, y))
    return IraqMap(
        [
            Dot(name, x, y, any(0 < x2 - x < 130 and abs(y2 - y) < 26 for _n, x2, y2 in places))
            for name, x, y in places
        ]
    )
