"""The CMS's screens as a person uses them."""

from pathlib import Path

from playwright.sync_api import Page, expect


class Cms:
    """What a member of staff does in the CMS, step by step."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto("/admin/")
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("button[type=submit]")
        self.page.get_by_role("navigation", name="Main menu").wait_for()

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
        dialog.get_by_role("button", name="Upload", exact=True).click()
        expect(dialog).to_be_hidden()

    def write_paragraph(self, text: str) -> None:
        """Add a paragraph block at the end of the body and type into it."""
        self.page.locator("#panel-child-content-body-section button.c-sf-add-button").last.click()
        self.page.locator(".w-combobox__option", has_text="Paragraph").first.click()
        editor = self.page.locator(".public-DraftEditor-content").last
        editor.click()
        editor.press_sequentially(text)

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
