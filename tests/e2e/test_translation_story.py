"""One story's way from one language into the other, in a browser, by everybody who takes part."""

import time
from dataclasses import dataclass
from pathlib import Path

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
NOTICE = {"ar": "تغيّر النص الأصلي بعد هذه الترجمة", "en": "The original has changed since"}


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


def status_in_api(page: Page, target: str) -> str:
    """The status of the one story's translation in the API, or "none" while it is not there."""
    items = page.request.get(f"/api/v1/news/?lang={target}").json()["results"]
    return items[0]["translation"]["status"] if items else "none"


def write_story(staff: Cms, lang: str) -> NewsPage:
    staff.new_story(factories.news_index(lang).pk)
    staff.page.fill("#id_title", TITLES[lang])
    staff.write_paragraph(TEXTS[lang])
    staff.publish()
    return NewsPage.objects.get()


@dataclass
class Team:
    """The three who take part, from `source` into `target`; readers use the staff's browser."""

    staff: Workbench
    translator: Workbench
    reviewer: Workbench
    source: str
    target: str

    @property
    def status(self) -> str:
        return status_in_api(self.staff.page, self.target)

    def read(self, draft: NewsPage, title: str) -> None:
        self.staff.page.goto(f"/{self.target}/news/{draft.slug}/")
        expect(self.staff.page.locator("h1")).to_have_text(title)


def translate_and_submit(team: Team, folder: Path) -> NewsPage:
    """Assign the story and translate it, first offline and then online; return the draft."""
    title, text = TITLES[team.source], TEXTS[team.source]
    translator = team.translator
    team.staff.assign(title, translator.user, "Before Friday, please.")
    expect(team.staff.row(title)).to_contain_text("Missing")
    translator.open_queue()
    expect(translator.row(title)).to_contain_text("Before Friday, please.")
    translator.begin(title)
    draft = NewsPage.objects.get(locale__language_code=team.target)
    translated = {title: TITLES[team.target], text: FIRST[team.target]}
    translator.translate_offline(draft, translated, folder)
    translator.open_editor(draft)
    translator.translate(text, TEXTS[team.target])
    assert team.status == "none"
    translator.finish("Submit for review")
    expect(translator.page.get_by_text("In review: it cannot be changed.")).to_be_visible()
    assert team.status == "none"
    return draft


def approve_and_read(team: Team, draft: NewsPage, story: NewsPage) -> None:
    team.reviewer.open_notices()
    team.reviewer.approve(draft)
    assert team.status == "complete"
    draft.refresh_from_db()
    team.read(draft, TITLES[team.target])
    reader, source = team.staff.page, team.source
    expect(reader.get_by_text(TEXTS[team.target])).to_be_visible()
    reader.locator(f"header a[hreflang={source}], header a[lang={source}]").first.click()
    expect(reader.locator("h1")).to_have_text(TITLES[source])
    pair = reader.request.get(f"/api/v1/news/{story.work}/").json()
    assert {item["lang"]: item["title"] for item in pair["items"]} == TITLES


def change_original(team: Team, draft: NewsPage, story: NewsPage) -> None:
    """Publish another title of the original: the translation is outdated everywhere at once."""
    staff, title = team.staff, NEW_TITLES[team.source]
    staff.page.goto(f"/admin/pages/{story.pk}/edit/")
    staff.wait_until_changes_are_seen()
    staff.page.fill("#id_title", title)
    staff.publish()
    published = time.monotonic()
    while team.status != "outdated":
        assert time.monotonic() - published < 1
    staff.open_dashboard()
    expect(staff.row(title)).to_contain_text("Outdated")
    staff.page.goto(f"/admin/pages/{factories.news_index(team.source).pk}/")
    expect(staff.page.locator("tr", has_text=title)).to_contain_text("utdated")
    team.read(draft, TITLES[team.target])
    expect(staff.page.get_by_text(NOTICE[team.target])).to_be_visible()


def translate_the_change(team: Team, draft: NewsPage) -> None:
    translator, title = team.translator, NEW_TITLES[team.source]
    translator.open_notices()
    expect(translator.page.get_by_text("The original has changed").first).to_be_visible()
    translator.open_editor(draft)
    row = translator.text(title)
    expect(row.locator("ins")).to_contain_text({"ar": "والحوار", "en": "and listen"}[team.source])
    expect(row).to_contain_text(TITLES[team.target])
    row.get_by_role("button", name="Use it").click()
    translator.translate(title, NEW_TITLES[team.target])
    translator.finish("Submit for review")
    assert team.status == "outdated"
    team.reviewer.approve(draft)
    assert team.status == "complete"


@pytest.mark.parametrize(("source", "target"), [("ar", "en"), ("en", "ar")])
def test_a_story_is_translated_reviewed_outdated_and_up_to_date_again(
    person, source, target, tmp_path
):
    staff = person(roles.COMMUNICATIONS)
    translator = person(roles.translators(target))
    team = Team(staff, translator, person(roles.reviewers(target)), source, target)
    story = write_story(staff, source)
    draft = translate_and_submit(team, tmp_path)
    approve_and_read(team, draft, story)
    change_original(team, draft, story)
    translate_the_change(team, draft)
    staff.open_dashboard()
    expect(staff.row(NEW_TITLES[source])).to_contain_text("Up to date")
    team.read(draft, NEW_TITLES[target])
    expect(staff.page.get_by_text(NOTICE[target])).to_have_count(0)
