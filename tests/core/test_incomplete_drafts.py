"""A draft holds whatever was typed, complete and right or not; only publishing demands both."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import PublishedItem
from news.models import NewsPage
from tests import factories
from tests.cms import story_form
from tests.core.test_alt_texts import streamfield_list

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

JSON = {"Accept": "application/json"}
NO_PHOTO = {"image": "", "caption": "A caption", "credit": ""}
BLOCKS: dict[str, tuple[str, Any]] = {
    "heading without text": ("heading", {"text": "", "level": "h2"}),
    "quotation without text": ("quote", {"text": "", "attribution": "A volunteer"}),
    "picture without picture": ("photo", NO_PHOTO),
    "gallery without pictures": ("gallery", {"photos": streamfield_list([NO_PHOTO])}),
    "document without document": ("document", {"document": "", "text": "A report"}),
    "video without address": ("video", {"address": "", "title": "A film"}),
    "video with a broken address": ("video", {"address": "https://[", "title": "A film"}),
    "video elsewhere": ("video", {"address": "https://example.org/", "title": "A film"}),
    "call without target": (
        "call_to_action",
        {"text": "", "label": "Write", "page": "", "address": ""},
    ),
    "call with a broken address": (
        "call_to_action",
        {"text": "", "label": "Write", "page": "", "address": "http:// no"},
    ),
    "pages without page": (
        "related_pages",
        {"heading": "More", "pages": streamfield_list([])},
    ),
    "much too long": ("heading", {"text": "x" * 500 + "\x00", "level": "h2"}),
}


@pytest.fixture
def story() -> NewsPage:
    return factories.make_story(title="Water", live=False)


def form(story: NewsPage, *blocks: tuple[str, Any]) -> dict[str, Any]:
    sent = story_form("Water", slug=story.slug, body=streamfield(list(blocks)))
    return nested_form_data(sent)


def address(story: NewsPage) -> str:
    return f"/admin/pages/{story.pk}/edit/"


def draft(story: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_saved_as_it_was_typed_shown_again_and_not_published(editor, story, name):
    kind, value = BLOCKS[name]
    sent = form(story, (kind, value), ("heading", {"text": "A whole block", "level": "h2"}))
    assert editor.post(address(story), sent, headers=JSON).json()["success"]
    stored = draft(story).body
    assert [block.block_type for block in stored] == [kind, "heading"]
    for field, typed in value.items():
        if isinstance(typed, str) and typed:
            assert stored[0].value[field] == typed.replace("\x00", "")
    assert editor.get(address(story)).status_code == 200
    assert editor.get(f"/admin/pages/{story.pk}/view_draft/").status_code == 200
    response = editor.post(address(story), sent | {"action-publish": "yes"})
    said = BeautifulSoup(response.content, "html.parser").select_one(".saving-notice").get_text()
    assert "Body – " in said
    assert not PublishedItem.objects.public().filter(page_id=story.pk).exists()


def test_an_incomplete_draft_is_published_by_no_way_around_its_form(client, story):
    user = factories.make_user(is_superuser=True)
    client.force_login(user)
    client.post(address(story), form(story, BLOCKS["video with a broken address"]), headers=JSON)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={story.pk}")
    assert not PublishedItem.objects.public().filter(page_id=story.pk).exists()
    page = draft(story)
    Workflow.objects.filter(active=True).first().start(page, user)
    state = page.current_workflow_task_state
    deciding = f"/admin/pages/workflow/action/{story.pk}/approve/{state.pk}/"
    response = client.post(deciding, {"comment": ""}, follow=True)
    assert "something is missing or wrong in “Water”" in response.content.decode()
    assert not PublishedItem.objects.public().filter(page_id=story.pk).exists()
