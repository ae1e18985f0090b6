"""Where the label of each mark is, so that all can be read on the narrowest phone.

    west  ●  east        a label is beside its mark, above or below it, or at one of its corners

The size of marks and letters is the same on every screen, and only the distances between marks grow
with it. So a place that is free where the map is 280 pixels wide is free on all wider ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import dist

from core.language.characters import has_arabic_letters
from forums.map.paths import LINES
from forums.map.projection import HEIGHT, WIDTH, Point

# Pixels, on a phone of 320 pixels: the map between the margins of the page.
NARROWEST = 280
_SCALE = NARROWEST / WIDTH
_MARK = 8  # half a mark's width, with a little air
_ABOVE, _BELOW = 13, 6  # of the baseline, with what Naskh needs
_HALF_A_LETTER = 4  # its height
_LETTER = 8.5  # the width of a letter, bold and wide
_ARABIC_LETTER = 7.0
# In points of a border that a label lies across.
_DOUBT = 40
_NO_LABEL = 1000
_ORDERS = 12
_LINE_STEP = 6  # how finely borders are sampled


@dataclass(frozen=True)
class Position:
    """A label's place: pixels from the middle of its mark to its baseline, and which end is there.

    `anchor` is meant in a drawing from left to right, whatever the language of the page.
    """

    dx: int
    dy: int
    anchor: str


# In the order in which they are preferred.
_POSITIONS = (
    Position(12, 5, "start"),
    Position(-12, 5, "end"),
    Position(0, -14, "middle"),
    Position(0, 25, "middle"),
    Position(7, -10, "start"),
    Position(-7, -10, "end"),
    Position(7, 20, "start"),
    Position(-7, 20, "end"),
    Position(3, -16, "start"),
    Position(-3, -16, "end"),
    Position(3, 25, "start"),
    Position(-3, 25, "end"),
)


@dataclass(frozen=True)
class _Box:
    start: float
    top: float
    end: float
    bottom: float

    def overlaps(self, other: "_Box") -> bool:
        return (
            self.start < other.end
            and other.start < self.end
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        return self.start <= x <= self.end and self.top <= y <= self.bottom

    @property
    def is_on_the_map(self) -> bool:
        return (
            self.start >= 0 and self.top >= 0 and self.end <= NARROWEST and self.bottom <= _HEIGHT
        )


_HEIGHT = HEIGHT * _SCALE


def width_of(label: str) -> float:
    """Return about how wide a label is, in pixels, rather too much than too little."""
    return len(label) * (_ARABIC_LETTER if has_arabic_letters(label) else _LETTER)


def _sampled(line: Sequence[Point]) -> Iterable[Point]:
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) // _LINE_STEP) + 1
        for step in range(steps):
            yield (x1 + (x2 - x1) * step / steps) * _SCALE, (y1 + (y2 - y1) * step / steps) * _SCALE


_ON_LINES = [point for line in LINES for point in _sampled(line)]


def _box(label: str, mark: Point, position: Position) -> _Box:
    width = width_of(label)
    x, y = mark[0] + position.dx, mark[1] + position.dy
    start = x - {"start": 0.0, "middle": width / 2, "end": width}[position.anchor]
    return _Box(start, y - _ABOVE, start + width, y + _BELOW)


def _mark_box(mark: Point) -> _Box:
    return _Box(mark[0] - _MARK, mark[1] - _MARK, mark[0] + _MARK, mark[1] + _MARK)


@dataclass(frozen=True)
class _Candidate:
    position: Position
    box: _Box
    cost: int


@lru_cache(maxsize=64)
def positions(labels: tuple[str, ...], places: tuple[Point, ...]) -> Sequence[Position | None]:
    """Return the position of each label of marks at `places`, in drawing units.

    None is for a label that would cover another one or a mark: better none than two unreadable
    ones. They choose one after the other: crowded ones first, then with another one at the head,
    and the best of these orders is taken.
    """
    marks = [(x * _SCALE, y * _SCALE) for x, y in places]
    candidates = [
        _candidates(label, mark, [*marks[:number], *marks[number + 1 :]])
        for number, (label, mark) in enumerate(zip(labels, marks, strict=True))
    ]
    crowded = sorted(range(len(marks)), key=lambda one: _room(one, marks))
    orders = [sorted(crowded, key=lambda one: one != head) for head in crowded[:_ORDERS]]
    chosen = min((_chosen(candidates, order) for order in orders), key=_cost, default={})
    return [found.position if (found := chosen[number]) else None for number in range(len(marks))]


def _room(number: int, marks: Sequence[Point]) -> float:
    """Return the distance to the nearest other mark."""
    others = [*marks[:number], *marks[number + 1 :]]
    return min((dist(marks[number], other) for other in others), default=0)


def _candidates(label: str, mark: Point, others: Sequence[Point]) -> list[_Candidate]:
    """Return the positions of a label in which it covers no other mark, the best ones first."""
    found = []
    for rank, position in enumerate(_POSITIONS if label else ()):
        box = _box(label, mark, position)
        if box.is_on_the_map and not any(box.overlaps(_mark_box(other)) for other in others):
            crossed = sum(box.holds(x, y) for x, y in _ON_LINES)
            cost = rank + crossed + _doubt(mark, position, others)
            found.append(_Candidate(position, box, cost))
    return sorted(found, key=lambda one: one.cost)


def _doubt(mark: Point, position: Position, others: Iterable[Point]) -> int:
    """Return what a label costs that may be taken for another mark's: it begins as near to it."""
    x, y = mark[0] + position.dx, mark[1] + position.dy - _HALF_A_LETTER
    own = dist((x, y), mark)
    return sum(_DOUBT for other in others if dist((x, y), other) < own + 2)


def _chosen(
    candidates: Sequence[Sequence[_Candidate]], order: Iterable[int]
) -> dict[int, _Candidate | None]:
    """Return what marks get that choose in this order."""
    chosen: dict[int, _Candidate | None] = {}
    for number in order:
        taken = [other.box for other in chosen.values() if other]
        free = (
            one for one in candidates[number] if not any(one.box.overlaps(box) for box in taken)
        )
        chosen[number] = next(free, None)
    return chosen


def _cost(chosen: dict[int, _Candidate | None]) -> int:
    return sum(found.cost if found else _NO_LABEL for found in chosen.values())
