"""Borders and rivers as paths of SVG, each as short as it can be written.

corners (10, 20), (13, 16), (9, 18)     "M10 20l3-4-4 2"
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from forums.map.borders import ARCS, AREAS, OUTLINE
from forums.map.projection import projected
from forums.map.rivers import EUPHRATES, TIGRIS

Corner = tuple[int, int]


def _corners(arc: str) -> list[Corner]:
    numbers = [int(number) for number in arc.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


_ARCS = [_corners(arc) for arc in ARCS.split(";")]
_SHARED = [arc for number, arc in enumerate(_ARCS) if number not in OUTLINE]


def _ring(refs: Iterable[int]) -> list[Corner]:
    """Return the corners around an area, the first one not repeated."""
    corners: list[Corner] = []
    for ref in refs:
        arc = _ARCS[ref] if ref >= 0 else _ARCS[~ref][::-1]
        corners += arc[:-1]
    return corners


def _path(corners: Sequence[Corner]) -> str:
    steps = [step for (x1, y1), (x2, y2) in pairwise(corners) for step in (x2 - x1, y2 - y1)]
    # A minus sign separates numbers as well as a space does.
    return f"M{corners[0][0]} {corners[0][1]}l" + " ".join(map(str, steps)).replace(" -", "-")


def _river(points: Iterable[tuple[float, float]]) -> list[Corner]:
    places = [projected(north, east) for east, north in points]
    return [(round(x), round(y)) for x, y in places]


RINGS = {slug: _ring(refs) for slug, refs in AREAS.items()}
AREA_PATHS = {slug: f"{_path(ring)}z" for slug, ring in RINGS.items()}
COUNTRY = f"{_path(_ring(OUTLINE))}z"
INNER_BORDERS = "".join(_path(arc) for arc in _SHARED)
RIVERS = "".join(_path(_river(points)) for points in (EUPHRATES, TIGRIS))
# What a label should not lie across.
LINES: Sequence[Sequence[Corner]] = [*_ARCS, *(_river(points) for points in (EUPHRATES, TIGRIS))]


def centre_of(ring: Sequence[Corner]) -> tuple[float, float]:
    """Return the centre of gravity of an area."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        part = x1 * y2 - x2 * y1
        area, x, y = area + part, x + (x1 + x2) * part, y + (y1 + y2) * part
    return x / area / 3, y / area / 3
