"""Counters beside the fields of pages that have a limit."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


@pytest.fixture
def story(site):
    body = [("quote", {"text": "Listen.", "attribution": "Ali"})]
    return factories.make_story(title="Voices", summary="We met.", body=body)


def test_what_is_typed_is_counted_and_announced_when_little_room_is_left(cms: Cms, story):
    page = cms.page
    page.goto(f"/admin/pages/{story.pk}/edit/")
    counter = page.locator("[data-character-count=id_summary]")
    said = counter.locator("[aria-live=polite]")
    expect(counter).to_contain_text("7 / 500")
    summary = page.locator("#id_summary")
    summary.fill("We met and sang.")
    expect(counter).to_contain_text("16 / 500")
    page.wait_for_timeout(1200)
    expect(said).to_have_text("")
    summary.fill("x" * 460)
    expect(said).to_have_text("Characters: 460 / 500")
    described = summary.get_attribute("aria-describedby") or ""
    assert "id_summary-characters" in described


def test_what_is_pasted_is_not_cut_and_the_server_says_what_is_too_long(cms: Cms, story):
    """The browser cut what did not fit, and nobody saw it."""
    page = cms.page
    page.goto(f"/admin/pages/{story.pk}/edit/")
    summary = page.locator("#id_summary")
    summary.fill("")
    summary.focus()
    page.keyboard.insert_text("word " * 110)
    counter = page.locator("[data-character-count=id_summary]")
    expect(counter).to_have_attribute("data-over", "")
    expect(counter.locator("[aria-live=polite]")).to_contain_text("Too long: 549 characters")
    assert len(summary.input_value()) == 550


def test_texts_of_blocks_are_counted_too(cms: Cms, story):
    page = cms.page
    page.goto(f"/admin/pages/{story.pk}/edit/")
    name = page.locator("input[name$='-attribution']").first
    name.fill("Ali Hasan")
    counter = page.locator(f"[data-character-count='{name.get_attribute('id')}']")
    expect(counter).to_contain_text("9 / 160")
