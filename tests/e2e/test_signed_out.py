"""A form that is open while somebody signs out and in again elsewhere is saved after all."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.models import Topic, User
from news.models import NewsPage
from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

PASSWORD = "a long password"  # what `make_user` gives everybody
TOKEN = "input[name=csrfmiddlewaretoken]"


@pytest.fixture
def person() -> User:
    return factories.make_user("Communications")


@pytest.fixture
def cms(page: Page, person) -> Cms:
    cms = Cms(page)
    cms.sign_in(person.email, PASSWORD)
    return cms


@pytest.fixture
def other_window(context: BrowserContext) -> Iterator[Page]:
    """Another window of the same browser."""
    window = context.new_page()
    yield window
    window.close()


def sign_out(window: Page) -> None:
    window.goto("/admin/")
    window.evaluate(
        """() => {
          const form = document.createElement("form");
          form.method = "post";
          form.action = "/admin/logout/";
          form.append(document.querySelector("input[name=csrfmiddlewaretoken]").cloneNode());
          document.body.append(form);
          form.submit();
        }"""
    )
    window.wait_for_url("**/admin/login/**")


def renewed(window: Page, person: User) -> None:
    """Sign out, and in again."""
    sign_out(window)
    Cms(window).sign_in(person.email, PASSWORD)


def draft_of(story: NewsPage) -> Any:
    return NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()


def test_a_form_without_drafts_is_saved_at_once(cms, page, other_window, person):
    page.goto("/admin/snippets/core/topic/add/")
    old = page.locator(TOKEN).first.input_value()
    page.fill("#id_name_en", "Water")
    renewed(other_window, person)
    page.locator("#id_name_ar").press_sequentially("الماء")
    page.get_by_role("button", name="Save").click()
    cms.expect_success()
    assert page.locator(TOKEN).first.input_value() != old
    assert Topic.objects.get(name_en="Water").name_ar == "الماء"


def test_a_form_is_renewed_though_nothing_more_is_typed_in_it(cms, page, other_window, person):
    """The button alone is pressed: the token is taken over when the form is sent."""
    page.goto("/admin/snippets/core/topic/add/")
    page.fill("#id_name_en", "Water")
    page.fill("#id_name_ar", "الماء")
    renewed(other_window, person)
    page.evaluate("document.getElementById('w-editor-form').requestSubmit()")
    cms.expect_success()
    assert Topic.objects.filter(name_en="Water").exists()


def test_drafts_are_saved_by_themselves_again_and_the_page_is_published(
    cms, page, other_window, person
):
    story = factories.make_story(title="Water")
    page.goto(f"/admin/pages/{story.pk}/edit/")
    cms.wait_until_changes_are_seen()
    sign_out(other_window)
    page.fill("#id_summary", "Typed while signed out")
    said = page.locator(".footer").get_by_text("you are signed out")
    expect(said).to_be_visible()
    assert draft_of(story).summary == ""

    Cms(other_window).sign_in(person.email, PASSWORD)
    page.fill("#id_summary", "Typed while signed out, and after")
    expect(said).to_be_hidden()
    assert draft_of(story).summary == "Typed while signed out, and after"
    cms.publish()
    story.refresh_from_db()
    assert story.summary == "Typed while signed out, and after"


def test_what_was_typed_comes_back_after_signing_in_in_the_same_window(
    cms, page, other_window, person
):
    page.goto("/admin/snippets/core/topic/add/")
    page.fill("#id_name_en", "Water")
    page.fill("#id_name_ar", "الماء")
    sign_out(other_window)
    page.get_by_role("button", name="Save").click()
    page.fill("input[name=username]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    cms.prove_factor(person.email)
    page.get_by_role("button", name="Save now").click()
    cms.expect_success()
    assert Topic.objects.get(name_en="Water").name_ar == "الماء"
