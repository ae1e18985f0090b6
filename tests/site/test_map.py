"""The map of Iraq."""

from types import SimpleNamespace

from core.publication.records import ForumRecord, Location
from forums.iraq import HEIGHT, WIDTH, map_of, projected
from tests.records import make_record


def forum(city, lat=None, lon=None):
    location = None if lat is None else Location(lat, lon)
    record = make_record(
        ForumRecord, city=city, location=location, founded=None, contacts=None, title=city
    )
    return SimpleNamespace(title=city, record=record)


def test_places_lie_as_on_any_map():
    mosul, basra, rutba = (36.34, 43.13), (30.5, 47.8), (33.04, 40.28)
    assert projected(*mosul)[1] < projected(*rutba)[1] < projected(*basra)[1]
    assert projected(*rutba)[0] < projected(*mosul)[0] < projected(*basra)[0]
    assert all(0 < projected(*place)[0] < WIDTH for place in (mosul, basra, rutba))
    assert all(0 < projected(*place)[1] < HEIGHT for place in (mosul, basra, rutba))


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude():
    (x1, y1), (x2, y2) = projected(33, 43), projected(34, 44)
    assert 0.8 < (x2 - x1) / (y1 - y2) < 0.87


def test_forums_without_a_place_or_abroad_have_no_dot():
    dots = map_of([forum("Hit", 33.64, 42.83), forum("Nowhere"), forum("Rome", 41.9, 12.5)]).dots
    assert [dot.name for dot in dots] == ["Hit"]


def test_a_label_gives_way_to_a_near_neighbour_in_the_east():
    hit, fallujah = map_of([forum("Hit", 33.64, 42.83), forum("Fallujah", 33.35, 43.78)]).dots
    assert (hit.anchor, fallujah.anchor) == ("end", "start")
    assert hit.label_x < hit.x < fallujah.x < fallujah.label_x
