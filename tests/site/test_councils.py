"""The page of a council and the list of councils: who sits there, last meeting, stories."""

from datetime import date

import pytest

from core.models import Governorate
from tests import factories
from tests.site.pages import address, get

pytestmark = pytest.mark.django_db


def governorate(slug):
    return Governorate.objects.get(slug=slug)


def test_who_sits_at_the_table_is_a_list_of_kinds_of_members(client):
    council = factories.make_council(members="Tribes & clans\n\n Local authorities \r\nUnions\n")
    page = get(client, council.get_url())
    assert "Who sits at the table Tribes & clans Local authorities Unions" in page.text
    kinds = page.source.partition('<ul class="kinds">')[2].partition("</ul>")[0]
    assert kinds == ("<li>Tribes &amp; clans</li><li>Local authorities</li><li>Unions</li>")


def test_one_kind_of_members_is_no_list(client):
    council = factories.make_council("ar", members="منظمات المجتمع المدني")
    page = get(client, council.get_url())
    assert "من يشارك في المجلس منظمات المجتمع المدني" in page.text
    assert 'class="kinds"' not in page.source


def test_what_is_not_known_of_a_council_is_not_mentioned(client):
    page = get(client, factories.make_council().get_url())
    assert "Who sits at the table" not in page.text
    assert "Last meeting" not in page.text


def test_the_last_meeting_is_shown_on_its_page_and_wherever_it_is_listed(client):
    council = factories.make_council("ar", title="مجلس الرمادي", last_meeting=date(2019, 3, 12))
    other = factories.make_council("ar", title="مجلس آخر")
    for where in (council.get_url(), other.get_url(), "/ar/councils/"):
        page = get(client, where)
        assert "آخر اجتماع 12 آذار 2019" in page.text, where
        assert page.all("time", datetime="2019-03-12"), where


def make_stories_around(council, place):
    """Make a story that leads to the council, one near it, a draft, and one from elsewhere."""
    link = [("paragraph", f'<p><a linktype="page" id="{council.pk}">The council</a></p>')]
    return [
        factories.make_story(title="It met", body=link, governorate=place),
        factories.make_story(title="Near it", governorate=place),
        factories.make_story(title="Not yet", body=link, governorate=place, live=False),
        factories.make_story(title="Far away", governorate=governorate("basra")),
    ]


def test_stories_that_lead_to_a_council_come_before_those_of_its_governorate(client):
    place = governorate("anbar")
    council = factories.make_council(governorate=place)
    met, near, _draft, _far = make_stories_around(council, place)
    page = get(client, council.get_url())
    about, _, around = page.text.partition("Stories from Anbar")
    assert "Stories about this council It met" in about
    assert "Near it" in around
    assert page.source.count(f'href="{address(met)}"') == 1
    assert page.source.count(f'href="{address(near)}"') == 1
    assert "Not yet" not in page.text
    assert "Far away" not in page.text


def test_a_council_without_a_governorate_shows_the_stories_of_its_forum(client):
    forum = factories.make_forum(title="Fallujah Social Forum")
    council = factories.make_council(managing_forum=forum)
    factories.make_story(title="Of the forum", forums=[forum])
    factories.make_story(title="Of nobody")
    page = get(client, council.get_url())
    assert "Stories of Fallujah Social Forum Of the forum" in page.text
    assert "Of nobody" not in page.text
    forum.unpublish()
    page = get(client, council.get_url())
    assert "Of the forum" not in page.text
    assert "Fallujah Social Forum" not in page.text


def test_a_council_leads_to_the_others_and_not_to_itself(client):
    forum = factories.make_forum(title="Forum of Misan")
    council = factories.make_council(title="Council in Ramadi")
    other = factories.make_council(title="Council in Amara", managing_forum=forum)
    factories.make_council(title="Hidden", live=False)
    page = get(client, council.get_url())
    others = page.source.partition('id="others-title"')[2].partition("</section>")[0]
    assert f'href="{address(other)}"' in others
    assert f'href="{address(forum)}"' in others
    assert f'href="{address(council)}"' not in others
    assert "Hidden" not in page.text
    other.unpublish()
    assert "The other councils" not in get(client, council.get_url()).text


def test_councils_are_listed_by_governorate_in_the_order_of_the_alphabet(client):
    for title, city, slug in (
        ("مجلس العمارة", "العمارة", "misan"),
        ("مجلس الفلوجة", "الفلوجة", "anbar"),
        ("مجلس بغداد", "بغداد", "baghdad"),
        ("مجلس الرمادي", "الرمادي", "anbar"),
    ):
        factories.make_council("ar", title=title, city=city, governorate=governorate(slug))
    factories.make_council("ar", title="مجلس بلا محافظة", city="تكريت")
    body = get(client, "/ar/councils/").source.partition("</h1>")[2]
    order = [
        "الأنبار", "مجلس الرمادي", "مجلس الفلوجة", "بغداد", "مجلس بغداد",
        "تكريت", "مجلس بلا محافظة", "ميسان", "مجلس العمارة",
    ]  # fmt: skip
    places = [body.index(each) for each in order]
    assert places == sorted(places)
    assert body.count("الأنبار") == 1


def test_the_city_is_named_where_neither_title_nor_heading_does(client):
    place = governorate("misan")
    factories.make_council(title="Council one", city="Amara", governorate=place)
    factories.make_council(title="Council in Kumait", city="Kumait", governorate=place)
    text = get(client, "/en/councils/").text
    assert "Council one Amara" in text
    assert text.count("Kumait") == 1


def test_a_council_costs_the_same_with_few_and_many_others(client, django_assert_max_num_queries):
    place = governorate("anbar")
    council = factories.make_council(governorate=place)
    make_stories_around(council, place)
    factories.make_council()
    with django_assert_max_num_queries(20) as few:
        client.get(council.get_url())
    for _ in range(6):
        make_stories_around(council, place)
        factories.make_council()
    with django_assert_max_num_queries(len(few)):
        client.get(council.get_url())
