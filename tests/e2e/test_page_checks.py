"""The panel “Checks” of the editor shows what is really in the page."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


def open_checks(page, story):
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    return page.locator("[data-side-panel=checks]")


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Water for Hit"), ("ar", "ماء لمدينة هيت")], ids=["en", "ar"]
)
def test_words_are_counted_and_a_picture_without_description_is_a_problem(cms, page, lang, text):
    picture = factories.make_image(alt_en="", alt_ar="")
    body = [("paragraph", f"<p>{text}</p>"), ("photo", {"image": picture, "caption": ""})]
    panel = open_checks(page, factories.make_story(lang, body=body, summary=text))
    expect(panel.get_by_text("A picture has no alternative text")).to_be_visible()
    expect(panel.locator("[data-content-word-count]")).not_to_have_text("-")
    assert int(panel.locator("[data-content-word-count]").text_content() or "0") >= 3
    expect(panel.locator("[data-content-reading-time]")).to_contain_text("min")


def test_readers_load_nothing_of_the_cms(page, site):
    story = factories.make_story()
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"/en/news/{story.slug}/")
    assert loaded
    assert not [url for url in loaded if "wagtail" in url]
