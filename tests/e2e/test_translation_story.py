"""One story's way from one language into the other, in a browser, by everybody who takes part."""

import time

import pytest
from playwright.sync_api import Page, expect

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.e2e.pages import Cms, Workbench

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

TITLES = {"ar": "شباب البصرة يتعلمون العمل السلمي", "en": "Young people of Basra learn to talk"}
TEXTS = {"ar": "اجتمع المتطوعون في المدينة.", "en": "The volunteers met in the city."}
FIRST = {"ar": "التقى المتطوعون.", "en": "Volunteers got together."}
NEW_TITLES = {
    "ar": "شباب البصرة يتعلمون العمل السلمي والحوار",
    "en": "Young people of Basra learn to talk and listen",
}


@pytest.fixture
def person(chromium, site):
    """Give each person a browser of their own, signed in."""
    opened = []

    def enter(role: str) -> Workbench:
        context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(20_000)
        opened.append(context)
        user = factories.make_user(role, first_name=role)
        bench = Workbench(context.new_page(), user)
        bench.sign_in(user.email, "a long password")
        return bench

    yield enter
    for context in opened:
        context.close()


def told(page: Page, target: str) -> str:
    """The status of the one story's translation in the API, or "none" while it is not there."""
    items = page.request.get(f"/api/v1/news/?lang={target}").json()["results"]
    return items[0]["translation"]["status"] if items else "none"


def write_story(staff: Cms, lang: str) -> NewsPage:
    staff.new_story(factories.news_index(lang).pk)
    staff.page.fill("#id_title", TITLES[lang])
    staff.write_paragraph(TEXTS[lang])
    staff.publish()
    return NewsPage.objects.get()


@pytest.mark.parametrize(("source", "target"), [("ar", "en"), ("en", "ar")])
def test_a_story_is_translated_reviewed_outdated_and_up_to_date_again(
    person, source, target, tmp_path
):
    staff = person(roles.COMMUNICATIONS)
    translator = person(roles.translators(target))
    reviewer = person(roles.reviewers(target))
    story = write_story(staff, source)

    staff.assign(TITLES[source], translator.user, "Before Friday, please.")
    expect(staff.row(TITLES[source])).to_contain_text("Missing")

    translator.open_queue()
    expect(translator.row(TITLES[source])).to_contain_text("Before Friday, please.")
    translator.begin(TITLES[source])
    draft = NewsPage.objects.get(locale__language_code=target)
    translated = {TITLES[source]: TITLES[target], TEXTS[source]: FIRST[target]}
    translator.translate_offline(draft, translated, tmp_path)
    translator.open_editor(draft)
    translator.translate(TEXTS[source], TEXTS[target])
    assert told(translator.page, target) == "none"
    translator.finish("Submit for review")
    expect(translator.page.get_by_text("In review: it cannot be changed.")).to_be_visible()
    assert told(translator.page, target) == "none"

    reviewer.open_notices()
    reviewer.approve(draft)
    reader = staff.page
    assert told(reader, target) == "complete"
    draft.refresh_from_db()
    reader.goto(f"/{target}/news/{draft.slug}/")
    expect(reader.locator("h1")).to_have_text(TITLES[target])
    expect(reader.get_by_text(TEXTS[target])).to_be_visible()
    reader.locator(f"header a[hreflang={source}], header a[lang={source}]").first.click()
    expect(reader.locator("h1")).to_have_text(TITLES[source])
    pair = reader.request.get(f"/api/v1/news/{story.work}/").json()
    assert {item["lang"]: item["title"] for item in pair["items"]} == TITLES

    staff.page.goto(f"/admin/pages/{story.pk}/edit/")
    staff.wait_until_changes_are_seen()
    staff.page.fill("#id_title", NEW_TITLES[source])
    staff.publish()
    published = time.monotonic()
    while told(reader, target) != "outdated":
        assert time.monotonic() - published < 1
    staff.open_dashboard()
    expect(staff.row(NEW_TITLES[source])).to_contain_text("Outdated")
    staff.page.goto(f"/admin/pages/{factories.news_index(source).pk}/")
    expect(staff.page.locator("tr", has_text=NEW_TITLES[source])).to_contain_text("utdated")
    reader.goto(f"/{target}/news/{draft.slug}/")
    expect(reader.locator("h1")).to_have_text(TITLES[target])
    notice = {"ar": "تغيّر النص الأصلي بعد هذه الترجمة", "en": "The original has changed since"}
    expect(reader.get_by_text(notice[target])).to_be_visible()

    translator.open_notices()
    expect(translator.page.get_by_text("The original has changed").first).to_be_visible()
    translator.open_editor(draft)
    row = translator.text(NEW_TITLES[source])
    expect(row.locator("ins")).to_contain_text({"ar": "والحوار", "en": "and listen"}[source])
    expect(row).to_contain_text(TITLES[target])
    row.get_by_role("button", name="Use it").click()
    translator.translate(NEW_TITLES[source], NEW_TITLES[target])
    translator.finish("Submit for review")
    assert told(translator.page, target) == "outdated"
    reviewer.approve(draft)
    assert told(reader, target) == "complete"
    staff.open_dashboard()
    expect(staff.row(NEW_TITLES[source])).to_contain_text("Up to date")
    reader.goto(f"/{target}/news/{draft.slug}/")
    expect(reader.locator("h1")).to_have_text(NEW_TITLES[target])
    expect(reader.get_by_text(notice[target])).to_have_count(0)
