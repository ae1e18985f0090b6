"""The map of Iraq in a browser: labels can be read and marks be met, on the narrowest phone too."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from core.models import Governorate
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
CITIES = {
    "en": ("Hit", "Fallujah", "Amara", "Ramadi", "Baghdad", "Sulaymaniyah"),
    "ar": ("هيت", "الفلوجة", "العمارة", "الرمادي", "بغداد", "السليمانية"),
}
GOVERNORATES = ("anbar", "anbar", "misan", "anbar", "baghdad", "sulaymaniyah")
# What of each place is on the screen: its label, its mark and what can be met of it.
PLACES = """() => {
const sides = each => {
  const {left, top, right, bottom} = each.getBoundingClientRect();
  return [left, top, right, bottom];
};
return [...document.querySelectorAll('.map-place')].map(place => ({
  city: place.querySelector('text').textContent,
  label: sides(place.querySelector('text')),
  mark: sides(place.querySelector('.map-dot, .map-ring')),
  reach: sides(place.querySelector('.map-reach')),
  size: parseFloat(getComputedStyle(place.querySelector('text')).fontSize),
}));
}"""


@pytest.fixture(params=["ar", "en"])
def lang(request, site):
    """The language of six forums and councils, where the initiative has them."""
    for number, city in enumerate(CITIES[request.param]):
        make = factories.make_forum if number < 3 else factories.make_council
        governorate = Governorate.objects.get(slug=GOVERNORATES[number])
        make(request.param, title=f"{city} {number}", city=city, governorate=governorate)
    return request.param


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def without_line_gap(sides):
    """The letters of a label: its box is as high as the font's line."""
    start, top, end, bottom = sides
    return start, top + (bottom - top) * 0.2, end, bottom - (bottom - top) * 0.2


def test_the_map_can_be_read_and_met_without_a_fault_for_axe(chromium, lang, site):
    for width, scheme in ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")):
        context = chromium.new_context(
            base_url=site, color_scheme=scheme, viewport={"width": width, "height": 800}
        )
        page = context.new_page()
        page.goto(f"/{lang}/forums/")
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found] == [], (width, scheme)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        places = page.evaluate(PLACES)
        assert sorted(place["city"] for place in places) == sorted(CITIES[lang])
        for place in places:
            label = without_line_gap(place["label"])
            assert place["size"] >= 12
            assert place["reach"][2] - place["reach"][0] >= 24
            for other in (one for one in places if one is not place):
                assert not overlap(label, without_line_gap(other["label"])), (width, place, other)
                assert not overlap(label, other["mark"]), (width, place, other)
        context.close()


def test_marks_are_met_by_keyboard_and_show_it(page, lang):
    page.goto(f"/{lang}/forums/")
    first = page.locator(".map-place").first
    before = first.evaluate("each => getComputedStyle(each.querySelector('circle')).strokeWidth")
    page.locator(".map-section ul a").last.focus()
    page.keyboard.press("Tab")
    assert first.evaluate("each => each === document.activeElement")
    after = first.evaluate("each => getComputedStyle(each.querySelector('circle')).stroke")
    assert before == "1px"
    assert after != "none"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/forums/*/")
    assert page.locator("h1").text_content() in {
        f"{city} {n}" for n, city in enumerate(CITIES[lang])
    }
