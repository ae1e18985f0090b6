"""The governorates' borders, and where places lie in them."""

from collections import Counter
from itertools import pairwise

import pytest

from core.setup.governorates import GOVERNORATES
from forums.map.borders import AREAS, OUTLINE
from forums.map.paths import AREA_PATHS, COUNTRY, INNER_BORDERS, RINGS, RIVERS, centre_of
from forums.map.places import city_place, governorate_place
from forums.map.projection import HEIGHT, WIDTH, is_inside, projected

pytestmark = pytest.mark.any_database
WITHOUT_BORDER = {"halabja"}


def is_in(point, ring):
    """Whether a ray from a point crosses the ring an odd number of times."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def test_every_governorate_has_a_border_or_is_known_to_have_none():
    assert set(AREAS) | WITHOUT_BORDER == {slug for slug, _english, _arabic in GOVERNORATES}
    assert set(AREAS) & WITHOUT_BORDER == set()


def test_neighbours_share_each_stretch_of_border_once_from_either_side():
    uses = Counter(ref for refs in AREAS.values() for ref in refs)
    assert set(uses.values()) == {1}
    alone = {max(ref, ~ref) for ref in uses if ~ref not in uses}
    assert alone == set(OUTLINE)


@pytest.mark.parametrize("slug", sorted(AREAS))
def test_a_border_goes_around_its_governorate_and_back(slug):
    ring = RINGS[slug]
    assert len(set(ring)) == len(ring) > 3
    assert all(is_inside(*corner) for corner in ring)
    assert all(abs(x1 - x2) + abs(y1 - y2) < 250 for (x1, y1), (x2, y2) in pairwise(ring))


CAPITALS = {
    "nineveh": "Mosul", "basra": "Basra", "erbil": "Erbil", "karbala": "Karbala",
    "kirkuk": "Kirkuk", "sulaymaniyah": "Sulaymaniyah", "dhi-qar": "Nasiriyah", "najaf": "Najaf",
    "babil": "Hillah", "duhok": "Duhok", "misan": "Amara", "qadisiyah": "Diwaniyah",
    "wasit": "Kut", "anbar": "Ramadi", "muthanna": "Samawah", "diyala": "Baqubah",
    "saladin": "Tikrit", "baghdad": "Baghdad",
}  # fmt: skip


@pytest.mark.parametrize(("slug", "city"), CAPITALS.items())
def test_capitals_lie_in_their_governorates(slug, city):
    assert is_in(city_place(city), RINGS[slug])
    assert [other for other, ring in RINGS.items() if is_in(city_place(city), ring)] == [slug]


@pytest.mark.parametrize(
    ("corners", "centre"),
    [([(0, 0), (4, 0), (4, 2), (0, 2)], (2, 1)), ([(0, 0), (3, 0), (0, 3)], (1, 1))],
)
def test_the_centre_is_that_of_gravity(corners, centre):
    assert centre_of(corners) == pytest.approx(centre)


@pytest.mark.parametrize("slug", sorted(AREAS))
def test_the_centre_of_a_governorate_lies_in_it(slug):
    assert is_in(governorate_place(slug), RINGS[slug])


def test_paths_are_those_of_the_corners():
    x, y = RINGS["baghdad"][0]
    assert AREA_PATHS["baghdad"].startswith(f"M{x} {y}l")
    assert AREA_PATHS["baghdad"].endswith("z")
    assert INNER_BORDERS.count("M") == len({max(r, ~r) for a in AREAS.values() for r in a}) - len(
        OUTLINE
    )


def test_the_map_is_light():
    """Of 6 KB some 3 are left to marks: a mark with an Arabic address takes 0.4."""
    assert len(COUNTRY + INNER_BORDERS + RIVERS) < 2_100
    assert max(map(len, AREA_PATHS.values())) < 300


def test_places_lie_as_on_any_map():
    mosul, basra, rutba = (36.34, 43.13), (30.5, 47.8), (33.04, 40.28)
    assert projected(*mosul)[1] < projected(*rutba)[1] < projected(*basra)[1]
    assert projected(*rutba)[0] < projected(*mosul)[0] < projected(*basra)[0]
    assert all(0 < projected(*place)[0] < WIDTH for place in (mosul, basra, rutba))
    assert all(0 < projected(*place)[1] < HEIGHT for place in (mosul, basra, rutba))


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude():
    (x1, y1), (x2, y2) = projected(33, 43), projected(34, 44)
    assert 0.8 < (x2 - x1) / (y1 - y2) < 0.87


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ramadi", "Al-Ramadi"), ("Ramadi", "ar ramadi"), ("Ramadi", "الرمادي"),
        ("Ramadi", "الرمادى"), ("Fallujah", "Falluja"), ("Fallujah", "الفلّوجة"), ("Hit", "Heet"),
        ("Amara", "Al Amarah"), ("Amara", "العماره"), ("Baqubah", "Ba'quba"), ("Erbil", "اربيل"),
    ],
)  # fmt: skip
def test_a_city_is_known_however_it_is_spelled(one, other):
    assert city_place(one) == city_place(other) is not None


@pytest.mark.parametrize("name", ["", " ", "Rome", "Al", "ال"])
def test_other_names_are_no_cities(name):
    assert city_place(name) is None
