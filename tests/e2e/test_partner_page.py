"""The page that partners copy lists the newest Arabic stories of a forum, from a file on disk."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.partners.conftest import EXAMPLES, LONGEST

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

TITLE = "شباب هيت <img src=x onerror=alert(1)> يتعلمون"
SORRY = "تعذّر تحميل الأخبار. حاولوا لاحقًا."


@pytest.fixture
def partner_page(page, site, tmp_path):
    """Open the example for a site, as a partner's own file."""

    def open_for(base: str = site):
        text = (EXAMPLES / "newest.html").read_text("utf-8")
        assert "https://example.org" in text
        copy = tmp_path / "newest.html"
        copy.write_text(text.replace("https://example.org", base), "utf-8")
        page.goto(copy.as_uri())
        return page

    return open_for


@pytest.fixture
def stories(site):
    forum = factories.make_forum("en", title="Hit Peace Forum", slug="hit-peace-forum")
    picture = factories.make_image(alt_ar="نهر الفرات", credit_ar="تصوير <b>سارة</b>")
    date = datetime(2019, 6, 7, 22, 30, tzinfo=UTC)
    story = {"summary": "دورة.", "story_date": date, "lead_image": picture}
    factories.make_story("ar", title=TITLE, forums=[forum], **story)
    factories.make_story("ar", title="خبر من الفلوجة")
    factories.make_story("en", title="English story", forums=[forum])


def test_it_lists_the_arabic_stories_of_the_forum_and_no_others(partner_page, stories):
    page = partner_page()
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("h2")).to_have_text(TITLE)
    expect(page.locator("article")).to_have_attribute("dir", "rtl")
    expect(page.locator("article")).to_have_attribute("lang", "ar")
    assert page.locator("article").evaluate("it => getComputedStyle(it).direction") == "rtl"
    picture = page.get_by_role("img", name="نهر الفرات")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('img').naturalWidth > 0")
    expect(page.locator("small")).to_contain_text("المشاع الإبداعي")


def test_the_example_is_short():
    assert len((EXAMPLES / "newest.html").read_text("utf-8").splitlines()) < LONGEST


def test_the_credit_of_a_picture_is_below_it(partner_page, stories):
    page = partner_page()
    expect(page.locator("figure figcaption")).to_have_text("تصوير <b>سارة</b>")


def test_a_picture_without_a_credit_has_no_caption(partner_page, site):
    forum = factories.make_forum("en", slug="hit-peace-forum")
    factories.make_story("ar", forums=[forum], lead_image=factories.make_image())
    page = partner_page()
    expect(page.locator("figure img")).to_have_count(1)
    expect(page.locator("figcaption")).to_have_count(0)


def test_the_day_is_that_of_baghdad_in_western_digits(partner_page, stories):
    time = partner_page().locator("time")
    expect(time).to_have_text("8 حزيران 2019")
    expect(time).to_have_attribute("datetime", "2019-06-07T22:30:00Z")


def test_an_outdated_translation_is_marked(partner_page, site):
    forum = factories.make_forum("en", slug="hit-peace-forum")
    original, _translation = factories.make_translated_story("en", forums=[forum])
    original.title = "Changed afterwards"
    original.save_revision().publish()
    expect(partner_page().get_by_text("تغيّر النص الأصلي بعد هذه الترجمة.")).to_be_visible()


def test_a_title_is_text_and_never_markup(partner_page, stories):
    page = partner_page()
    expect(page.locator("h2")).to_have_text(TITLE)
    assert page.locator("h2 img").count() == 0


def test_readers_of_a_fault_see_a_sentence_and_its_author_the_details(partner_page, page, site):
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    partner_page()
    expect(page.get_by_role("alert")).to_have_text(SORRY)
    expect(page.get_by_role("link")).to_have_attribute("href", f"{site}/ar/")
    assert any("hit-peace-forum" in text and "forum=" in text for text in messages)
    fault = page.request.get(f"{site}/api/v1/news/?forum=hit-peace-forum").json()["errors"][0]
    assert any(fault["message"] in text for text in messages)


def test_the_reader_is_shown_that_a_site_cannot_be_reached(partner_page):
    page = partner_page("http://127.0.0.1:1")
    expect(page.get_by_role("alert")).to_have_text(SORRY)
