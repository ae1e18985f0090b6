"""The search as readers use it: on a phone, in both languages, without scripts."""

import gzip
import os
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from core.models import Menu, MenuLink
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

WORDS = {"en": "water", "ar": "المياه"}
TITLES = {
    "en": "Volunteers of Hit clean the banks of the river and measure its water",
    "ar": "متطوعو هيت ينظفون ضفاف النهر ويقيسون جودة المياه",
}
SUMMARIES = {
    "en": "Forty people met at the bridge. They wrote down where the water is clean and where not.",
    "ar": "التقى أربعون شخصًا عند الجسر، وسجّلوا أين تكون المياه نظيفة، رقم +964 770 123 4567.",
}  # fmt: skip
DAY = datetime(2019, 6, 7, 9, tzinfo=UTC)
# Everything that must be right at each width, by name; addresses begin with the language.
PAGES = {
    "results": "/search/?q={word}",
    "narrowed": "/search/?q={word}&year=2019&order=newest&page=2",
    "zero": "/search/?q=zzzzzz&type=forum",
    "empty": "/search/",
    "not-found": "/news/water-in-hit/",
    "home": "/",
}
SHOTS = os.environ.get("SEARCH_SHOTS")


@pytest.fixture
def stories(site):
    """Twelve stories in each language that hold its word, with topics and a menu."""
    topics = [factories.make_topic("Water", "المياه"), factories.make_topic("Youth", "الشباب")]
    for lang in ("en", "ar"):
        for number in range(12):
            factories.make_story(
                lang, title=TITLES[lang], summary=SUMMARIES[lang], topics=topics,
                story_date=DAY + timedelta(days=number),
            )  # fmt: skip
        menu, _ = Menu.objects.get_or_create(place=Menu.Place.MAIN, language=lang)
        for index in (factories.news_index, factories.forum_index, factories.council_index):
            MenuLink.objects.create(menu=menu, page=index(lang))


def shown(page, lang: str) -> dict[str, str]:
    return {name: f"/{lang}{path.format(word=WORDS[lang])}" for name, path in PAGES.items()}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_fault_for_axe_or_scrolls_sideways(chromium, site, stories, lang, width):
    for scheme in ("light", "dark"):
        context = chromium.new_context(
            base_url=site, color_scheme=scheme, viewport={"width": width, "height": 800}
        )
        page = context.new_page()
        for name, address in shown(page, lang).items():
            page.goto(address)
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/{lang}-{width}-{name}-{scheme}.png", full_page=True)
            found = Axe().run(page).response["violations"]
            assert [each["id"] for each in found] == [], (name, scheme)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, name
        context.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_box_of_the_header_finds_without_scripts(chromium, site, stories, lang, width):
    context = chromium.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"/{lang}/")
    box = page.locator("header form[role=search]")
    button = page.locator("header summary")
    if width == 320:
        expect(box).to_be_hidden()
        size = button.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 44
        button.click()
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{lang}-{width}-header.png")
    else:
        expect(button).to_be_hidden()
    field = box.get_by_role("searchbox")
    expect(field).to_be_visible()
    field.fill(WORDS[lang])
    field.press("Enter")
    expect(page.locator("h1")).to_contain_text(WORDS[lang])
    assert page.url.startswith(f"{site}/{lang}/search/?q=")
    expect(page.locator(".hit")).to_have_count(10)
    context.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_box_makes_the_menu_no_higher(page, site, stories, lang):
    """What is below the menu is in one place on pages with the box and without it."""
    page.set_viewport_size({"width": 1280, "height": 800})
    heights = []
    for path in ("news/", "search/"):
        page.goto(f"/{lang}/{path}")
        row = page.locator(".menu-row").bounding_box()
        assert row
        heights.append(round(row["height"]))
    assert heights[0] == heights[1]


def test_a_hit_is_opened_without_the_page_learning_what_was_typed(page, site, stories):
    asked = {}
    page.on("request", lambda request: asked.update({request.url: request.headers}))
    page.goto("/en/search/?q=water")
    page.locator(".hit a").first.click()
    page.wait_for_url("**/news/**")
    assert "referer" not in asked[page.url]
    assert not [url for url, sent in asked.items() if "water" in sent.get("referer", "")]


def test_on_a_phone_the_filters_are_folded_and_on_a_screen_they_are_not(page, site, stories):
    year = page.get_by_label("Year")
    for width, is_folded in ((390, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/en/search/?q=water")
        expect(year).to_be_hidden() if is_folded else expect(year).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_text("Narrow the results").click()
    year.select_option("2019")
    page.locator(".filters").get_by_role("button", name="Show").click()
    assert "year=2019" in page.url
    expect(year).to_be_visible()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_is_small(page, site, stories, lang):
    bodies = []
    page.on("response", lambda response: bodies.append(response.body()))
    page.goto(f"/{lang}/search/?q={WORDS[lang]}", wait_until="networkidle")
    sizes = [len(gzip.compress(body)) for body in bodies]
    assert len(sizes) <= 4
    assert sizes[0] <= 14 * 1024
    assert sum(sizes) <= 45 * 1024
