"""The list of forums with its map, and the small map on the pages of forums and councils."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from core.models import Governorate
from forums.map.projection import projected
from tests import factories
from tests.site.pages import Html, address

pytestmark = pytest.mark.django_db
CONTACTS = {
    "phone": "+964 770 000 0000",
    "email": "hit@example.org",
    "website_url": "https://example.org/",
    "telegram_url": "https://example.org/telegram",
}
PLACES = {
    "en": ("Hit", "Fallujah", "Amara", "Sulaymaniyah", "Baghdad", "Amara", "Ramadi"),
    "ar": ("هيت", "الفلوجة", "العمارة", "السليمانية", "بغداد", "العمارة", "الرمادي"),
}
GOVERNORATES = ("anbar", "anbar", "misan", "sulaymaniyah", "baghdad", "misan", "anbar")
TITLES = {"en": "Council for Social Cohesion in", "ar": "مجلس التماسك الاجتماعي في"}


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Html(response)


def svg_of(page, name):
    """Return the drawing of a class, from its element's beginning to its end."""
    start = page.source.index(f'<svg class="{name}"')
    return page.source[start : page.source.index("</figure>" if "map" in name else "</svg>", start)]


def governorate(slug):
    return Governorate.objects.get(slug=slug)


def make_all(lang):
    """Make as many forums and councils as the initiative has, where it has them."""
    for number, (city, slug) in enumerate(zip(PLACES[lang], GOVERNORATES, strict=True)):
        make = factories.make_forum if number < 3 else factories.make_council
        title = f"{TITLES[lang]} {city}"
        make(lang, title=title, city=city, governorate=governorate(slug))


def test_a_forum_says_where_it_is_how_to_reach_it_and_what_it_manages(client):
    forum = factories.make_forum(
        title="Hit Peace Forum", city="Hit", summary="Works for peace.",
        governorate=governorate("anbar"), **CONTACTS,
    )  # fmt: skip
    council = factories.make_council(title="Council of Hit", managing_forum=forum)
    page = get(client, "/en/forums/")
    for text in ("Hit Peace Forum", "Anbar", "Works for peace.", "Council of Hit", "Telegram"):
        assert text in page.text
    assert '<bdi dir="ltr">+964 770 000 0000</bdi>' in page.source
    assert {
        address(forum), address(council), "tel:+9647700000000", "mailto:hit@example.org",
        "https://example.org/", "https://example.org/telegram",
    } <= page.links  # fmt: skip
    assert "Other councils" not in page.text


def test_a_forum_without_contacts_or_councils_has_no_empty_lists(client):
    factories.make_forum(title="Bare Forum", city="Hit")
    page = get(client, "/en/forums/")
    assert "Councils that it manages" not in page.text
    assert page.all("ul", **{"class": "forum-entries"})
    assert page.all("ul", **{"class": "forum-contacts"}) == []


def test_councils_of_organisations_are_in_a_list_of_their_own(client):
    forum = factories.make_forum(title="Hit Peace Forum")
    own = factories.make_council(title="Council of Hit", managing_forum=forum)
    partner = factories.make_organisation("Un Ponte Per", "جسر")
    other = factories.make_council(title="Council of Baghdad", managing_organisation=partner)
    page = get(client, "/en/forums/")
    others = page.source[page.source.index("Other councils") :]
    assert {address(own), address(other)} <= page.links
    assert other.title in others
    assert "Un Ponte Per" in others
    assert own.title not in others


def test_marks_are_links_named_by_the_titles_of_the_pages(client):
    forum = factories.make_forum(title="Misan Social Forum", city="Amara")
    factories.make_council(title="Council of Amara", city="Al-Amara", managing_forum=forum)
    council = factories.make_council(title="Council of Ramadi", city="Ramadi")
    factories.make_forum(title="Forum of nowhere", city="Nowhere")
    drawn = svg_of(get(client, "/en/forums/"), "map-drawing")
    links = re.findall(r'<a class="map-place" href="([^"]+)"><title>([^<]+)</title>', drawn)
    assert links == [
        (address(forum), "Misan Social Forum (Amara)"), (address(council), "Council of Ramadi")
    ]  # fmt: skip
    assert re.findall(r"<text[^>]*>([^<]+)<", drawn) == ["Amara", "Ramadi"]
    assert 'role="group"' in drawn


def test_governorates_at_work_are_filled_and_explained(client):
    factories.make_forum(city="Nowhere")
    page = get(client, "/en/forums/")
    assert "map-work" not in page.source
    factories.make_forum(city="Hit", governorate=governorate("anbar"))
    page = get(client, "/en/forums/")
    assert page.source.count('class="map-work"') == 2  # the area, and the key to it
    assert "Governorates where they work" in page.text


def test_a_list_without_forums_says_so_and_shows_the_country(client):
    page = get(client, "/ar/forums/")
    assert "لا توجد منتديات هنا بعد" in page.text
    assert "map-land" in page.source
    assert "<figcaption" not in page.source


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("path", ["", "forums/"], ids=["home", "list"])
def test_the_map_of_all_forums_and_councils_weighs_no_more_than_6_kilobytes(client, lang, path):
    make_all(lang)
    drawn = svg_of(get(client, f"/{lang}/{path}"), "map-drawing")
    assert drawn.count("<a ") == 6
    assert len(drawn.encode()) <= 6 * 1024


def test_the_list_costs_the_same_with_few_and_many_forums(client, django_assert_max_num_queries):
    factories.make_council(managing_forum=factories.make_forum(city="Hit"))
    with django_assert_max_num_queries(8) as few:
        client.get("/en/forums/")
    for _ in range(5):
        factories.make_council(managing_forum=factories.make_forum(city="Basra"))
    with django_assert_max_num_queries(len(few)):
        client.get("/en/forums/")


@pytest.mark.parametrize("make", [factories.make_forum, factories.make_council])
@pytest.mark.parametrize(
    ("lang", "city", "words"),
    [("en", "Amara", "Amara on the map of Iraq"), ("ar", "العمارة", "العمارة على خريطة العراق")],
)
def test_a_page_shows_its_city_and_governorate_on_a_small_map(client, make, lang, city, words):
    made = make(lang, city=city, governorate=governorate("misan"))
    context = made.get_context(client.get("/en/").wsgi_request)
    assert context["locator"].place == city
    drawn = located(lang, context)
    assert f'role="img" aria-label="{words}"' in drawn
    assert 'class="map-work"' in drawn
    assert len(drawn.encode()) <= 3 * 1024


def located(lang, context):
    """Return the small map as a page includes it."""
    with override(lang):
        return render_to_string("includes/locator.html", context)


def test_the_small_map_follows_the_coordinates_that_staff_gave(client):
    made = factories.make_forum(city="Somewhere", latitude="33.64", longitude="42.83")
    locator = made.get_context(client.get("/en/").wsgi_request)["locator"]
    x, y = projected(33.64, 42.83)
    assert (locator.x, locator.y) == (round(x), round(y))


def test_a_page_whose_place_is_unknown_has_no_small_map(client):
    made = factories.make_council(city="Nowhere")
    context = made.get_context(client.get("/en/").wsgi_request)
    assert context["locator"] is None
    assert located("en", context).strip() == ""
