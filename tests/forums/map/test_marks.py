"""Forums and councils on the map: where they are, and what their marks say."""

import pytest

from forums.map.drawing import locator_of, map_of
from forums.map.marks import marks_of, spot_of
from forums.map.places import city_place, governorate_place
from forums.map.projection import projected
from tests.forums.map.cards import council, forum

pytestmark = pytest.mark.any_database


def test_a_forum_is_where_its_coordinates_are_whatever_its_city():
    assert spot_of(forum("Baghdad", place=(33.64, 42.83)).record).point == projected(33.64, 42.83)


def test_a_council_is_in_its_city():
    assert spot_of(council("Ramadi", governorate="anbar").record).point == city_place("Ramadi")


def test_an_unknown_city_is_shown_by_its_governorate():
    spot = spot_of(forum("Wherever", governorate="basra").record)
    assert spot.point == governorate_place("basra")
    assert spot.label == "Basra"


@pytest.mark.parametrize(
    "card",
    [forum("Wherever"), forum(), forum("Wherever", governorate="atlantis")],
    ids=["unknown city", "no city", "unknown governorate"],
)
def test_what_lies_nowhere_known_has_no_mark(card):
    assert marks_of([card, forum("Hit")])[0].city == "Hit"
    assert map_of([card]).marks == []
    assert locator_of(card.record) is None


def test_forums_abroad_have_no_mark():
    assert marks_of([forum("Rome", place=(41.9, 12.5))]) == []


def test_nothing_is_drawn_of_an_item_without_a_record():
    card = forum("Hit")
    card.__dict__["record"] = None
    assert map_of([card]).marks == []


def test_forums_and_councils_of_a_city_share_a_mark_that_leads_to_the_first_forum():
    cards = [forum("Amara", title="Misan Social Forum", place=(31.84, 47.15))]
    marks = map_of(cards, [council("Al-Amara"), council("Ramadi")]).marks
    assert [mark.kind for mark in marks] == ["both", "council"]
    assert marks[0].href == "/en/forums/misan-social-forum/"
    assert [card.title for card in marks[0].cards] == ["Misan Social Forum", "council of Al-Amara"]


def test_towns_that_are_beside_each_other_have_marks_of_their_own():
    assert len(marks_of([forum("Ramadi"), forum("Fallujah"), forum("Baghdad")])) == 3


def test_the_name_of_a_mark_is_the_title_and_has_what_is_written_beside_the_mark():
    misan, hit = marks_of(
        [forum("Amara", title="Misan Social Forum"), forum("Hit", title="Hit Peace Forum")]
    )
    assert misan.name == "Misan Social Forum (Amara)"
    assert hit.name == "Hit Peace Forum"


def test_governorates_at_work_are_filled_once():
    both = map_of([forum("Hit", governorate="anbar")], [council("Ramadi", governorate="anbar")])
    alone = map_of([forum("Hit", governorate="anbar")])
    assert both.at_work == alone.at_work != ""
    assert map_of([forum("Hit")]).at_work == ""


def test_the_key_explains_what_the_map_shows():
    only_councils = map_of([], [council("Ramadi")])
    assert not only_councils.has_forums
    assert only_councils.has_councils
    shared = map_of([forum("Amara")], [council("Amara")])
    assert shared.has_forums
    assert shared.has_councils


def test_halabja_has_a_mark_though_no_border_of_it_is_known():
    drawn = map_of([forum("Wherever", governorate="halabja")])
    assert drawn.marks[0].city == "Halabja"
    assert drawn.at_work == ""
    assert locator_of(forum("Halabja", governorate="halabja").record).area == ""
