"""Two people save one page: nobody's work is overwritten unseen, and nothing old becomes public."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import PublishedItem, User
from news.models import NewsPage
from tests import factories
from tests.cms import paragraphs, story_form

pytestmark = pytest.mark.django_db

NAME = "Written with Zahra Karim"
TYPED = "My own new summary"


@pytest.fixture
def editor() -> User:
    return factories.make_user("Communications")


@pytest.fixture
def colleague() -> User:
    return factories.make_user("Communications", first_name="Noor", last_name="Ali")


@pytest.fixture
def story(editor) -> NewsPage:
    """A public story that its editor saved last, with a name in its text."""
    made = factories.make_story(title="Volunteers", body=[("paragraph", f"<p>{NAME}</p>")])
    made.save_revision(user=editor)
    return made


@pytest.fixture
def browser(client: Client, editor) -> Client:
    client.force_login(editor)
    return client


def address(story: NewsPage) -> str:
    return f"/admin/pages/{story.pk}/edit/"


def opened(browser: Client, story: NewsPage, **fields: Any) -> dict[str, Any]:
    """The story's form as it is opened now, to be sent with a typed summary."""
    page = BeautifulSoup(browser.get(address(story)).content, "html.parser")
    named = page.select("#page-edit-form input[name^=loaded_revision]")
    typed = {"summary": TYPED, "body": paragraphs(NAME), "slug": story.slug}
    form = story_form("Volunteers", **typed | fields)
    return form | {field["name"]: field["value"] for field in named}


def removed_by(colleague: User, story: NewsPage) -> None:
    """A colleague publishes the story without the name."""
    theirs = NewsPage.objects.get(pk=story.pk)
    theirs.body = [("paragraph", "<p>Written by volunteers</p>")]
    theirs.save_revision(user=colleague).publish()


def is_name_public(story: NewsPage) -> bool:
    return NAME in PublishedItem.objects.public().get(page_id=story.pk).full


def newest(story: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()


def fields_of(response: Any) -> dict[str, str]:
    page = BeautifulSoup(response.content, "html.parser")
    inside = page.select("#page-edit-form input[type=hidden][name]")
    beside = page.select("input[form=page-edit-form]")
    return {field["name"]: field.get("value", "") for field in inside + beside}


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
@pytest.mark.parametrize("names_version", [True, False], ids=["named", "unnamed"])
def test_a_form_from_before_a_colleagues_version_changes_nothing_and_comes_back(
    browser, story, colleague, button, names_version
):
    form = opened(browser, story) | ({button: "yes"} if button else {})
    if not names_version:
        form = {name: value for name, value in form.items() if "loaded_revision" not in name}
    removed_by(colleague, story)
    response = browser.post(address(story), form)
    shown = response.content.decode()
    assert response.status_code == 200
    assert "there is a newer version" in shown
    assert "Noor Ali" in shown
    assert TYPED in shown
    assert not is_name_public(story)
    assert newest(story).summary == ""


def test_both_versions_are_compared_field_by_field(browser, story, colleague):
    form = opened(browser, story)
    removed_by(colleague, story)
    page = BeautifulSoup(browser.post(address(story), form).content, "html.parser")
    differences = page.select_one(".saving-differences").get_text()
    assert "Zahra Karim" in differences
    assert "volunteers" in differences
    assert TYPED in differences


def test_what_was_typed_can_be_saved_as_the_newer_draft_and_theirs_stays_in_the_history(
    browser, story, colleague
):
    form = opened(browser, story)
    removed_by(colleague, story)
    given_back = fields_of(browser.post(address(story), form))
    response = browser.post(address(story), form | given_back)
    assert response.status_code == 302
    assert newest(story).summary == TYPED
    assert not is_name_public(story)
    assert story.revisions.filter(user=colleague).exists()


def test_the_form_that_came_back_publishes_nothing_until_it_is_saved_and_opened_again(
    browser, story, colleague
):
    form = opened(browser, story)
    removed_by(colleague, story)
    given_back = fields_of(browser.post(address(story), form))
    again = browser.post(address(story), form | given_back | {"action-publish": "yes"})
    assert "save it as a draft first" in again.content.decode()
    assert not is_name_public(story)
    browser.post(address(story), form | given_back)
    form = opened(browser, story)
    browser.post(address(story), form | {"action-publish": "yes"})
    assert is_name_public(story)


@pytest.mark.parametrize("names_version", [True, False], ids=["named", "unnamed"])
def test_a_draft_that_saves_itself_does_not_replace_a_colleagues_version(
    browser, story, colleague, names_version
):
    form = opened(browser, story)
    if not names_version:
        form = {name: value for name, value in form.items() if "loaded_revision" not in name}
    removed_by(colleague, story)
    response = browser.post(address(story), form, headers={"Accept": "application/json"})
    assert response.json()["error_code"] == "invalid_revision"
    assert newest(story).summary == ""


def test_ones_own_other_window_is_a_newer_version_too(browser, story):
    form = opened(browser, story)
    browser.post(address(story), form | {"summary": "Typed in another window"})
    response = browser.post(address(story), form)
    assert "You saved this page yourself" in response.content.decode()
    assert newest(story).summary == "Typed in another window"


def test_an_earlier_version_is_not_restored_over_one_that_is_newer_than_its_form(
    browser, story, colleague
):
    first = story.revisions.order_by("pk").first()
    restoring = f"/admin/pages/{story.pk}/revisions/{first.pk}/revert/"
    page = BeautifulSoup(browser.get(restoring).content, "html.parser")
    named = page.select("#page-edit-form input[name^=loaded_revision]")
    form = opened(browser, story) | {field["name"]: field["value"] for field in named}
    removed_by(colleague, story)
    response = browser.post(restoring, form | {"action-publish": "yes"})
    assert "there is a newer version" in response.content.decode()
    assert not is_name_public(story)


def test_a_form_of_the_newest_version_is_saved_and_published(browser, story, colleague):
    removed_by(colleague, story)
    form = opened(browser, story)
    assert browser.post(address(story), form | {"action-publish": "yes"}).status_code == 302
    assert newest(story).summary == TYPED
