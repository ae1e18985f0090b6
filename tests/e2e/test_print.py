"""Pages on paper: large enough to read, with addresses that can be typed, and few sheets."""

import io
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Page

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
POINTS = {"ar": 12, "en": 11}
LINK = "https://example.org/report"
ARABIC_LINK = "https://example.org/%D9%87%D9%8A%D8%AA"


def printed(page: Page, path: str) -> int:
    """Return on how many sheets a page is printed."""
    page.goto(path)
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as pdf:
        return len(pdf.pages)


def after(page: Page, selector: str) -> str:
    return page.locator(selector).evaluate("each => getComputedStyle(each, '::after').content")


def a_story(lang: str, **fields: Any) -> Any:
    paragraph = {"en": "They talked for hours about it. ", "ar": "تحدثوا عن ذلك ساعات طويلة. "}
    links = f'<p><a href="{LINK}">1</a> <a href="{ARABIC_LINK}">2</a></p>'
    body = [("paragraph", f"<p>{paragraph[lang] * 12}</p>")] * 4 + [("paragraph", links)]
    return factories.make_story(
        lang, body=body, summary=paragraph[lang] * 4, place="Hit",
        lead_image=factories.make_image(), **fields,
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_story_is_read_on_paper(page, site, lang):
    path = a_story(lang).get_url()
    assert printed(page, path) <= 2
    page.emulate_media(media="print")
    size = page.locator(".prose p").first.evaluate("each => getComputedStyle(each).fontSize")
    assert float(size.removesuffix("px")) == pytest.approx(POINTS[lang] * 96 / 72, abs=0.1)
    dots = page.locator(".story-meta .dot:visible").all_text_contents()
    assert dots == ["·"]
    assert page.locator("time").first.is_visible()
    assert LINK in after(page, f'.prose a[href="{LINK}"]')
    assert after(page, f'.prose a[href="{ARABIC_LINK}"]') == "none"
    for hidden in (".share", ".menu", ".story-meta p + p", ".languages"):
        assert not page.locator(hidden).first.is_visible(), hidden


def a_full_front_page(lang: str) -> None:
    """As much as the initiative has: stories, six cities, partners, its mission and its text."""
    stories = [a_story(lang) for _each in range(6)]
    partners = [factories.make_organisation(f"Partner {number}") for number in range(6)]
    forums = [
        factories.make_forum(lang, city=f"Town {number}", partner_organisations=partners)
        for number in range(3)
    ]
    for number in range(1, 5):
        factories.make_council(lang, city=f"Town {number + 1}", managing_forum=forums[0])
    for forum in forums:
        a_story(lang, forums=[forum])
    home = factories.home_page(lang)
    home.mission = "We bring people together, for peace and human rights. " * 2
    home.body = [("paragraph", f"<p>{'Since then many have joined. ' * 6}</p>")] * 2
    home.lead_image = factories.make_image()
    for order, story in enumerate(stories[:2]):
        home.featured_stories.create(story=story, sort_order=order)
    home.save_revision().publish()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_front_page_takes_two_sheets(page, site, lang):
    a_full_front_page(lang)
    assert printed(page, f"/{lang}/") <= 2
