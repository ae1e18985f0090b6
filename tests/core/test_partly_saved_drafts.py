"""A draft is saved but for its wrong fields, which are named and stay in the form."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from news.models import NewsPage
from tests import factories
from tests.cms import add_address, fields_in, paragraphs, story_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

JSON = {"Accept": "application/json"}
WRONG = "no address"


@pytest.fixture
def story() -> NewsPage:
    return factories.make_story(
        title="Water", live=False, source_url="https://example.org/old", summary="Old"
    )


def address(story: NewsPage) -> str:
    return f"/admin/pages/{story.pk}/edit/"


def draft(story: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()


def typed(story: NewsPage, **fields: Any) -> dict[str, Any]:
    return story_form("Water of Hit", **{"slug": story.slug, "summary": "New"} | fields)


def test_by_itself_all_but_the_wrong_field_is_saved_and_that_is_named(editor, story):
    sent = typed(story, source_url=WRONG, body=paragraphs("A long text"))
    answer = editor.post(address(story), sent, headers=JSON).json()
    assert answer["error_code"] == "validation_error"
    assert "Saved, but for this" in answer["error_message"]
    assert "Address of the source" in answer["error_message"]
    stored = draft(story)
    assert (stored.title, stored.summary) == ("Water of Hit", "New")
    assert "A long text" in str(stored.body)
    assert stored.source_url == "https://example.org/old"
    assert answer["revision_id"] == NewsPage.objects.get(pk=story.pk).latest_revision_id


def test_the_next_time_it_is_about_the_version_that_was_saved(editor, story):
    first = editor.post(address(story), typed(story, source_url=WRONG), headers=JSON).json()
    version = {"overwrite_revision_id": first["revision_id"]}
    sent = typed(story, source_url="https://example.org/new", summary="Newer") | version
    assert editor.post(address(story), sent, headers=JSON).json()["success"]
    assert draft(story).summary == "Newer"
    assert story.revisions.filter(pk=first["revision_id"]).exists()


def test_by_hand_the_form_comes_back_with_the_wrong_value_and_the_rest_is_saved(editor, story):
    response = editor.post(address(story), typed(story, source_url=WRONG))
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert "Address of the source" in page.select_one(".saving-notice").get_text()
    assert "Saved as a draft, but for what is wrong below." in page.get_text()
    assert page.select_one("#id_source_url")["value"] == WRONG
    assert page.select_one("#page-edit-form")["data-w-unsaved-force-value"] == "true"
    assert draft(story).summary == "New"
    back = fields_in(response, "page-edit-form").items()
    version = {name: value for name, value in back if name.startswith("loaded_revision")}
    corrected = typed(story, source_url="https://example.org/new") | version
    assert editor.post(address(story), corrected).status_code == 302
    assert draft(story).source_url == "https://example.org/new"


def test_a_new_page_is_made_without_what_is_wrong_in_it(editor):
    here = add_address("news/newspage", factories.news_index())
    sent = story_form("Water", source_url=WRONG, summary="New")
    answer = editor.post(here, sent, headers=JSON).json()
    assert answer["success"]
    assert "Address of the source" in answer["left_out"]
    made = NewsPage.objects.get(title="Water")
    assert (draft(made).summary, draft(made).source_url) == ("New", "")


def test_a_new_page_without_title_is_not_made(editor):
    here = add_address("news/newspage", factories.news_index())
    answer = editor.post(here, story_form("", summary="New"), headers=JSON).json()
    assert answer["error_code"] == "validation_error"
    assert "Not saved yet" in answer["error_message"]
    assert not NewsPage.objects.exists()


def test_a_new_page_that_is_saved_by_hand_comes_back_with_everything(editor):
    here = add_address("news/newspage", factories.news_index())
    response = editor.post(here, story_form("Water", source_url=WRONG))
    assert WRONG in response.content.decode()
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("slug", "taken"),
        ("story_date", "yesterday"),
        ("lead_image", "999999"),
        ("expire_at", "tomorrow"),
        ("summary", "x" * 600),
    ],
)
def test_whatever_is_wrong_the_rest_is_saved(editor, story, field, value):
    factories.make_story(slug="taken")
    before = getattr(draft(story), field)
    sent = typed(story, body=paragraphs("A long text")) | {field: value}
    answer = editor.post(address(story), sent, headers=JSON).json()
    assert "Saved, but for this" in answer["error_message"]
    assert "A long text" in str(draft(story).body)
    assert getattr(draft(story), field) == before


def test_a_public_page_keeps_what_is_public(editor):
    story = factories.make_story(title="Public", source_url="https://example.org/old")
    editor.post(address(story), typed(story, source_url=WRONG), headers=JSON)
    story.refresh_from_db()
    assert (story.title, story.source_url) == ("Public", "https://example.org/old")
    assert draft(story).title == "Water of Hit"


@pytest.mark.parametrize("button", ["action-publish", "action-submit"])
def test_nothing_is_published_or_submitted_in_part(editor, story, button):
    sent = typed(story, source_url=WRONG) | {button: "yes"}
    response = editor.post(address(story), sent)
    assert response.status_code == 200
    assert draft(story).summary == "Old"
    assert not NewsPage.objects.get(pk=story.pk).live


@pytest.mark.parametrize("button", ["publish", "submit"])
def test_what_is_saved_by_itself_is_a_draft_whatever_button_is_sent_with_it(editor, story, button):
    pressed = {f"action-{button}": "1"}
    new = add_address("news/newspage", story.get_parent())
    assert editor.post(address(story), typed(story) | pressed, headers=JSON).json()["success"]
    assert editor.post(new, story_form("Wells") | pressed, headers=JSON).json()["success"]
    assert NewsPage.objects.filter(
        live=False, title="Wells", latest_revision__isnull=False
    ).exists()
    assert draft(story).title == "Water of Hit"
    assert not NewsPage.objects.live().exists()
    assert not any(page.workflow_in_progress for page in NewsPage.objects.all())
