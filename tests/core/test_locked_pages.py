"""A page that was locked, or taken away, while somebody typed gives back what was typed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from core.setup.roles import reviewers
from news.models import NewsPage
from tests import factories
from tests.cms import paragraphs, story_form
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

TYPED = "Typed before it was locked"


@pytest.fixture
def story() -> NewsPage:
    return factories.make_story(title="Old", live=False)


def address(page: Any) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def form(story: NewsPage) -> dict[str, Any]:
    return story_form("New title", slug=story.slug, summary="A summary", body=paragraphs(TYPED))


def lock(page: Any) -> None:
    page.locked, page.locked_by = True, factories.make_user("Communications")
    page.save()


def submit(page: Any) -> None:
    """Hand a page to reviewers who alone may change it then."""
    task = GroupApprovalTask.objects.create(name="Others")
    task.groups.add(Group.objects.get(name=reviewers("ar")))
    workflow = Workflow.objects.create(name="Of others")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(page, factories.make_user())


def copyable(response: Any) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one(".saving-texts").get_text()


@pytest.mark.parametrize("hold", [lock, submit], ids=["locked", "in review"])
def test_what_was_typed_is_in_the_form_and_can_be_copied(editor, story, hold):
    hold(story)
    response = editor.post(address(story), form(story))
    assert TYPED in copyable(response)
    assert 'value="New title"' in response.content.decode()
    assert story.get_latest_revision_as_object().title == "Old"


def test_what_was_typed_into_a_page_that_is_deleted_can_be_copied(editor, story):
    here, sent = address(story), form(story)
    story.delete()
    response = editor.post(here, sent)
    assert TYPED in copyable(response)


def test_a_name_that_is_deleted_meanwhile_gives_back_what_was_typed(editor):
    topic = factories.make_topic()
    here = f"/admin/snippets/core/topic/edit/{topic.pk}/"
    topic.delete()
    response = editor.post(here, {"name_en": "Water and peace", "name_ar": "الماء", "slug": "w"})
    assert response.status_code == 404
    assert "Water and peace" in copyable(response)


def test_texts_of_a_locked_translation_are_given_back_whole(client):
    sign_in(client, "Translators (Arabic)")
    draft = factories.begin_translation(factories.make_story(title="Water"))
    segment = factories.translation_of(draft).source.stringsegment_set.first()
    lock(draft)
    typed = "ماء " * 1000
    sent = {f"text-{segment.pk}": typed, "action": "draft"}
    response = client.post(address(draft), sent, follow=True)
    assert typed.strip() in response.content.decode()
