"""A story in Wagtail's own review: moderators edit it, and nothing is approved unseen."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from core.setup import roles
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(client):
    """A story that was submitted, and that a reviewer has edited since."""
    story = factories.make_story(title="Submitted", live=False)
    author = factories.make_user(roles.COMMUNICATIONS)
    Workflow.objects.get(name="Review (English)").start(story, author)
    edited = NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    edited.title = "Edited"
    edited.save_revision(user=factories.make_user(roles.reviewers("en")))
    client.force_login(factories.make_user(roles.reviewers("en")))
    return NewsPage.objects.get(pk=story.pk)


def decide(client, page, action, **fields):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": "Look"}, follow=True, **fields)


def test_who_approves_from_a_list_sees_first_what_another_reviewer_has_edited(submitted, client):
    """Stock: the list shows what was submitted, and its button publishes what was edited since."""
    html = decide(client, submitted, "approve").content.decode()
    assert "has been edited since it was submitted" in html
    assert 'value="Edited"' in html
    page = NewsPage.objects.get(pk=submitted.pk)
    assert (page.live, page.workflow_in_progress) == (False, True)


def test_what_a_reviewer_edited_is_there_when_the_story_is_sent_back(submitted, client):
    decide(client, submitted, "reject")
    page = NewsPage.objects.get(pk=submitted.pk)
    assert not page.workflow_in_progress
    assert page.get_latest_revision_as_object().title == "Edited"
