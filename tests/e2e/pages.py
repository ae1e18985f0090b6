"""The CMS's screens as a person uses them."""

import re
from pathlib import Path
from typing import Any

import polib
from playwright.sync_api import Locator, Page, expect

from core.models import User
from tests.signing_in import code_for, give_app


class Cms:
    """What a member of staff does in the CMS, step by step.

    Ids of sections begin with the name of their tab, in the language that was shown first.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, email: str, password: str) -> None:
        self.send_sign_in(email, password)
        self.page.get_by_role("navigation", name="Main menu").wait_for()

    def send_sign_in(self, email: str, password: str) -> None:
        """Enter the password and the code, whatever the screen's language."""
        give_app(User.objects.get(email=email))
        self.page.goto("/admin/")
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("button[type=submit]")
        self.prove_factor(email)

    def prove_factor(self, email: str) -> None:
        """Enter the code that is asked for after the password."""
        field = self.page.locator("input[name=code]")
        field.fill(code_for(User.objects.get(email=email)))
        field.press("Enter")
        field.wait_for(state="detached")

    def new_story(self, index_id: int) -> None:
        self.page.goto(f"/admin/pages/add/news/newspage/{index_id}/")

    def open_tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def upload_lead_picture(self, picture: Path, title: str) -> None:
        """Choose a new picture through the chooser's upload form."""
        self.page.locator("#id_lead_image-chooser button[data-chooser-action-choose]").first.click()
        dialog = self.page.locator(".modal-dialog")
        dialog.get_by_role("tab", name="Upload").click()
        dialog.locator("input[type=file]").set_input_files(picture)
        dialog.locator("input[name$=title]").fill(title)
        for lang in ("en", "ar"):
            dialog.locator(f"input[name$=alt_{lang}]").fill(title)
        dialog.get_by_role("button", name="Upload", exact=True).click()
        expect(dialog).to_be_hidden()

    def add_block(self, name: str) -> None:
        """Add a block at the end of the body."""
        self.page.locator("section[id$=-body-section] button.c-sf-add-button").last.click()
        self.page.locator(".w-combobox__option", has_text=name).first.click()

    def upload_many(self, files: list[Path]) -> Locator:
        """Send files by the screen for many pictures; return their forms when all are there."""
        self.page.goto("/admin/images/multiple/add/")
        self.page.set_input_files("#fileupload", files)
        forms = self.page.locator("#upload-list > li form")
        expect(forms).to_have_count(len(files), timeout=60_000)
        return forms

    def write_paragraph(self, text: str) -> None:
        """Add a paragraph block at the end of the body and type into it."""
        self.add_block("Paragraph")
        editor = self.page.locator(".public-DraftEditor-content").last
        editor.click()
        expect(editor).to_be_focused()
        editor.press_sequentially(text)
        # The form's own field follows a moment later.
        field = self.page.locator("input[name^=body-][name$=-value]").last
        expect(field).to_have_value(re.compile(re.escape(text)))

    def publish(self) -> None:
        self.press_publish()
        self.expect_success()

    def wait_until_changes_are_seen(self) -> None:
        """What is typed in the first two seconds counts as what the form began with."""
        self.page.wait_for_timeout(2500)

    def press_publish(self) -> None:
        self.page.locator(".footer [data-w-dropdown-target=toggle]").first.click()
        self.page.get_by_role("button", name="Publish").click()

    def expect_success(self) -> None:
        expect(self.page.locator(".messages .success")).to_be_visible()


class Workbench(Cms):
    """What people do with translations in the CMS; `user` is who does it."""

    def __init__(self, page: Page, user: Any) -> None:
        super().__init__(page)
        self.user = user

    def open_dashboard(self) -> None:
        self.page.goto("/admin/translations/")

    def open_queue(self) -> None:
        self.page.goto("/admin/translations/queue/")

    def open_notices(self) -> None:
        self.page.goto("/admin/translations/notices/")

    def open_editor(self, draft: Any) -> None:
        self.page.goto(f"/admin/pages/{draft.pk}/edit/")

    def row(self, title: str) -> Locator:
        """The row of a list of translations."""
        return self.page.locator("main table.listing tr", has_text=title)

    def text(self, source: str) -> Locator:
        """The original's text and its translation, side by side, in the editor."""
        return self.page.locator(".te-row", has=self.page.get_by_text(source, exact=True))

    def assign(self, title: str, person: Any, note: str) -> None:
        """Give a translation to somebody by the list's checkboxes; end in the list."""
        self.open_dashboard()
        self.row(title).get_by_role("checkbox").check()
        self.page.locator("[data-bulk-action-footer]").get_by_role("link", name="Assign").click()
        self.page.get_by_label("Assigned to").select_option(label=str(person))
        self.page.get_by_label("Note").fill(note)
        self.page.locator("main form").get_by_role("button", name="Assign").click()
        self.expect_success()

    def begin(self, title: str) -> None:
        self.row(title).get_by_role("button", name="Begin").click()
        self.page.locator(".te-row").first.wait_for()

    def translate_offline(self, draft: Any, texts: dict[str, str], folder: Path) -> None:
        """Download the PO file, translate `texts` in it, upload it and take it over."""
        self.open_editor(draft)
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Download PO file").click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        po = polib.pofile(str(path))
        for entry in po:
            entry.msgstr = texts[entry.msgid]
        po.save(str(path))
        self.page.get_by_text("Upload PO file").click()
        self.page.set_input_files("#te-po", path)
        self.page.get_by_role("button", name="Upload", exact=True).click()
        self.page.get_by_role("button", name="Take over").click()
        self.expect_success()

    def translate(self, source: str, words: str) -> None:
        """Write the translation of one text, which is saved when it is left."""
        row = self.text(source)
        row.locator("textarea").fill(words)
        row.locator("textarea").blur()
        expect(row.get_by_role("status")).to_have_text("Saved")

    def finish(self, action: str) -> None:
        """Press one of the buttons behind the arrow beside “Save draft”."""
        self.page.locator(".footer [data-w-dropdown-target=toggle]").first.click()
        self.page.get_by_role("button", name=action).click()
        self.expect_success()

    def approve(self, draft: Any) -> None:
        self.open_editor(draft)
        self.page.get_by_role("button", name="Approve and publish").click()
        self.expect_success()
