"""Readers look for what happened in a city, at a forum, or with somebody, not only for words."""

import pytest

from core.models import Governorate
from tests import factories
from tests.site.pages import get
from tests.site.test_search_page import titles

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def found(client, query, lang="en"):
    return titles(get(client, f"/{lang}/search/?q={query}"))


def boats(lang="en", **fields):
    return factories.make_story(lang, title="Boats" if lang == "en" else "زوارق", **fields)


@pytest.mark.parametrize("query", ["Haditha", "anbar", "Al-Anbar", '"Haditha bridge"'])
def test_stories_are_found_by_their_place_and_governorate(client, query):
    boats(place="Haditha bridge", governorate=Governorate.objects.get(slug="anbar"))
    boats("ar", place="جسر حديثة")
    factories.make_story()
    assert found(client, query) == ["Boats"]


def test_arabic_spellings_of_a_place_are_one(client):
    boats("ar", place="جسر حديثة")
    assert found(client, "حديثه", "ar") == ["زوارق"]


def test_stories_are_found_by_their_forum_topics_partners_and_byline(client):
    boats(
        forums=[factories.make_forum(title="Misan Riverside Forum", city="Amara")],
        topics=[factories.make_topic("Marshes")],
        partner_organisations=[factories.make_organisation("Green Tigris")],
        byline_organisation=factories.make_organisation("Tammuz"),
    )
    for query in ("riverside", "marshes", "tigris", "tammuz"):
        assert "Boats" in found(client, query)


def test_forums_and_councils_are_found_by_their_city_and_who_manages_them(client):
    forum = factories.make_forum(title="Gathering", city="Fallujah")
    factories.make_council(title="Council of youth", managing_forum=forum, city="Karma")
    assert found(client, "fallujah") == ["Gathering"]
    assert found(client, "karma") == ["Council of youth"]
    assert set(found(client, "gathering")) == {"Gathering", "Council of youth"}


def test_a_forum_that_is_withdrawn_is_no_name_of_its_stories_any_more(client):
    forum = factories.make_forum(title="Misan Riverside Forum")
    boats(forums=[forum])
    forum.unpublish()
    assert found(client, "riverside") == []


def test_a_title_comes_before_a_place_and_names_are_no_excerpt(client):
    boats(place="Haditha", summary="On the river.")
    factories.make_story(title="Haditha meets", summary="In the evening.")
    page = get(client, "/en/search/?q=haditha")
    assert titles(page) == ["Haditha meets", "Boats"]
    assert "On the river." in page.text


def test_a_hit_shows_the_name_beside_its_text_by_which_it_is_found(client):
    forum = factories.make_forum(title="Gathering on the Tigris", city="Amara")
    boats(place="Haditha", forums=[forum], topics=[factories.make_topic("Marshes")])
    page = get(client, "/en/search/?q=tigris&type=story")
    assert "<bdi>Gathering on the <mark>Tigris</mark></bdi>" in page.source
    assert "Haditha" not in page.text
    assert "Marshes" not in page.source.split('class="hits"')[1].split("</ol>")[0]
    page = get(client, "/en/search/?q=boats+haditha")
    assert "<bdi><mark>Haditha</mark></bdi>" in page.source


def test_what_title_and_text_show_is_not_repeated_as_a_name(client):
    boats(place="Haditha", summary="On the river at Haditha.")
    page = get(client, "/en/search/?q=haditha")
    assert page.source.count("<mark>") == 1


def test_who_is_in_a_city_comes_before_what_happened_there(client):
    forum = factories.make_forum("ar", title="المنتدى الاجتماعي في ميسان", city="العمارة")
    for number in range(12):
        factories.make_story("ar", title=f"لقاء {number}", summary="في العمارة.", place="العمارة")
    assert found(client, "العماره", "ar")[0] == forum.title


def test_a_place_is_found_anew_when_it_is_changed(client):
    story = boats(place="Haditha")
    story.place = "Rutba"
    story.save_revision().publish()
    assert found(client, "haditha") == []
    assert found(client, "rutba") == ["Boats"]
