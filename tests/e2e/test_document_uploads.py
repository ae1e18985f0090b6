"""Uploading documents in a browser: the uploader sees what was removed, and why one is refused."""

import pytest
from playwright.sync_api import expect

from core.models import SiteDocument
from tests import factories
from tests.security.hostile import HOSTILE

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


@pytest.fixture
def files(tmp_path):
    """A file with its author's name, and one with macros."""
    found = []
    for name in ("pdf-information", "docx-macros"):
        case = HOSTILE[name]
        path = tmp_path / case.filename
        path.write_bytes(case.make())
        found.append(path)
    return found


def test_within_a_chooser_the_page_behind_shows_what_was_removed(cms, page, files):
    clean, refused = files
    cms.new_story(factories.news_index().pk)
    cms.add_block("Document")
    page.get_by_role("button", name="Choose a document").first.click()
    dialog = page.locator(".modal-dialog")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(refused)
    dialog.locator("input[name$=title]").fill("Report")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog.locator(".error-message")).to_contain_text("contains macros")
    dialog.locator("input[type=file]").set_input_files(clean)
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".messages")).to_contain_text("Removed from the file: author, company")
    assert SiteDocument.objects.count() == 1


def test_of_many_each_shows_what_was_removed_or_why_it_is_refused(cms, page, files):
    page.goto("/admin/documents/multiple/add/")
    page.set_input_files("#fileupload", files)
    rows = page.locator("#upload-list > li")
    expect(rows).to_have_count(2)
    expect(page.locator("#upload-list .help-block")).to_contain_text(
        "Removed from the file: author"
    )
    expect(page.locator("#upload-list .error_messages", has_text="macros")).to_be_visible()
