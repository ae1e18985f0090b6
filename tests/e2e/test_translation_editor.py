"""The script of the editor of translations, for people who use the keyboard or listen."""

import pytest
from playwright.sync_api import Locator, expect
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.e2e.pages import Cms
from translation.models import GlossaryTerm

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


@pytest.fixture
def draft(site):
    return factories.begin_translation(factories.make_story(title="Voices"))


def row_of(cms: Cms, words: str) -> Locator:
    return cms.page.locator(".te-row", has=cms.page.get_by_text(words, exact=True))


def test_errors_are_shown_as_such_and_the_focus_is_never_lost(cms, draft):
    page = cms.page
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    row = row_of(cms, "Voices")
    field = row.locator("textarea")
    field.fill("<u>x</u>")
    field.press("Control+Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("y")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Control+Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    row.get_by_role("button", name="Keep as it is").press("Enter")
    expect(row.get_by_role("status")).to_have_text("Saved")
    expect(field).to_be_focused()
    field.fill("أصوات")
    row.get_by_role("button", name="Save").press("Enter")
    expect(row.get_by_role("status")).to_have_text("Saved")
    expect(row.get_by_role("button", name="Save")).to_be_focused()


def test_a_text_as_in_the_original_is_open_until_somebody_keeps_it(cms, draft):
    cms.page.goto(f"/admin/pages/{draft.pk}/edit/")
    row = row_of(cms, "Voices")
    row.locator("textarea").fill("VOICES")
    row.locator("textarea").press("Control+Enter")
    expect(row.get_by_role("status")).to_contain_text("As in the original")
    expect(row).to_have_attribute("data-state", "missing")
    row.get_by_role("button", name="Keep as it is").click()
    expect(row).to_have_attribute("data-state", "done")


def test_a_field_that_is_emptied_does_not_remove_what_a_colleague_has_written(cms, draft):
    factories.translate_texts(draft, {"Voices": "أصوات"})
    cms.page.goto(f"/admin/pages/{draft.pk}/edit/")
    factories.translate_texts(draft, {"Voices": "كلام زميلة"})
    row = row_of(cms, "Voices")
    row.get_by_role("button", name="Clear").click()
    expect(row.get_by_role("status")).to_contain_text("Somebody has changed this text meanwhile")
    assert StringTranslation.objects.filter(data="كلام زميلة").exists()


def test_what_typing_does_not_change_is_not_announced_again(cms, draft):
    page = cms.page
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    page.evaluate(
        """() => {
          window.announced = [];
          const note = (changes) => window.announced.push(...changes.map((each) => each.target));
          for (const region of document.querySelectorAll("form [aria-live]"))
            new MutationObserver(note).observe(region, {childList: true, subtree: true});
        }"""
    )
    row_of(cms, "Voices").locator("textarea").press_sequentially("كلمة")
    expect(row_of(cms, "Voices").get_by_role("status")).to_have_text("Not saved yet")
    assert page.evaluate("window.announced.length") == 1


def test_the_question_about_missing_names_gets_the_focus(cms, draft):
    GlossaryTerm.objects.create(en="Voices", ar="الأصداء", kind="other")
    factories.translate_texts(draft)
    cms.page.goto(f"/admin/pages/{draft.pk}/edit/")
    cms.press_publish()
    question = cms.page.get_by_role("alert").filter(has_text="These names are in the glossary")
    expect(question).to_be_focused()
