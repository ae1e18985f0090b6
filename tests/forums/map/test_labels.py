"""Labels of the map: none covers another one or a mark, on a phone of 320 pixels."""

from itertools import combinations

import pytest

from forums.map.labels import NARROWEST, Position, positions, width_of
from forums.map.places import city_place
from forums.map.projection import HEIGHT, WIDTH

pytestmark = pytest.mark.any_database
SCALE = NARROWEST / WIDTH
ENGLISH = ("Hit", "Ramadi", "Fallujah", "Baghdad", "Amara", "Sulaymaniyah")
ARABIC = ("هيت", "الرمادي", "الفلوجة", "بغداد", "العمارة", "السليمانية")
MORE = (*ENGLISH, "Mosul", "Basra", "Erbil", "Karbala", "Najaf", "Hillah", "Kufa", "Kut", "Samarra")


def placed(names):
    places = tuple(city_place(name) for name in names)
    return places, positions(tuple(names), places)


def box(name, place, position: Position):
    """Return (start, top, end, bottom) of a label of 13 pixels."""
    x, y = place[0] * SCALE + position.dx, place[1] * SCALE + position.dy
    width = width_of(name)
    start = {"start": x, "middle": x - width / 2, "end": x - width}[position.anchor]
    return start, y - 12, start + width, y + 5


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("names", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_every_city_of_the_initiative_has_its_label(names):
    assert None not in placed(names)[1]


@pytest.mark.parametrize("names", [ENGLISH, ARABIC, MORE], ids=["en", "ar", "more"])
def test_labels_cover_neither_each_other_nor_marks_and_stay_on_the_map(names):
    places, found = placed(names)
    boxes = {
        name: box(name, place, position)
        for name, place, position in zip(names, places, found, strict=True)
        if position
    }
    assert len(boxes) >= len(names) - 3
    assert [pair for pair in combinations(boxes, 2) if overlap(*map(boxes.get, pair))] == []
    for x, y in ((place[0] * SCALE, place[1] * SCALE) for place in places):
        mark = (x - 7, y - 7, x + 7, y + 7)
        assert [name for name, one in boxes.items() if overlap(one, mark)] == []
    for start, top, end, bottom in boxes.values():
        assert start >= 0
        assert top >= 0
        assert end <= NARROWEST
        assert bottom <= HEIGHT * SCALE


def test_a_label_begins_nearer_to_its_own_mark_than_to_others():
    """Ramadi lies between Hit and Fallujah, 14 pixels from either."""
    places, found = placed(ENGLISH)
    for place, position in zip(places, found, strict=True):
        x, y = place[0] * SCALE + position.dx, place[1] * SCALE + position.dy
        distances = {
            other: (x - other[0] * SCALE) ** 2 + (y - 4 - other[1] * SCALE) ** 2 for other in places
        }
        assert min(distances, key=distances.get) == place


def test_a_label_that_fits_nowhere_is_left_out():
    far, near = ("x" * 40, "Hit"), (city_place("Baghdad"), city_place("Hit"))
    assert positions(far, near)[0] is None
    assert positions(far, near)[1] is not None
    crowd = tuple((200.0 + x, 200.0 + y) for x in range(0, 60, 10) for y in range(0, 60, 10))
    assert None in positions(("Sulaymaniyah",) * len(crowd), crowd)


def test_a_mark_without_a_name_has_no_label():
    assert positions(("",), (city_place("Hit"),)) == [None]


def test_a_map_of_nothing_has_no_labels():
    assert positions((), ()) == []
