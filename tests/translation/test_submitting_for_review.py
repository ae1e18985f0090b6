"""What may be submitted to reviewers, and what they correct themselves."""

import pytest
from wagtail.models import Page, Task, WorkflowState
from wagtail_localize.models import StringTranslation, TranslationContext

from core.setup import roles
from tests import factories
from tests.translation.screens import shown

pytestmark = pytest.mark.django_db


def submit(client, draft):
    return client.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"}, follow=True)


def test_what_is_missing_is_named_and_not_submitted(translator, draft):
    factories.translate_texts(draft, {"We met.": " "})
    assert "Body › Paragraph (“We met.”)" in shown(submit(translator, draft))
    assert not WorkflowState.objects.exists()


def test_a_missing_text_is_named_where_its_place_was_never_stored(translator, draft):
    factories.translate_texts(draft)
    StringTranslation.objects.filter(translation_of__data="Voices").delete()
    TranslationContext.objects.update(field_path="")
    assert "Title (“Voices”)" in shown(submit(translator, draft))


def test_where_nobody_reviews_nothing_is_submitted(translator, draft):
    """Stock: a workflow without tasks is finished at once and publishes."""
    factories.translate_texts(draft)
    Task.objects.update(active=False)
    assert "Nobody reviews" in shown(submit(translator, draft))
    assert not Page.objects.get(pk=draft.pk).live


def test_an_original_in_review_is_published_as_its_reviewers_corrected_it():
    """Wagtail's own way, which is right for pages that are edited by hand."""
    story = factories.make_story("ar", title="قبل", live=False)
    story.get_workflow().start(story, factories.make_user(roles.COMMUNICATIONS))
    story.title = "بعد"
    story.save_revision()
    state = story.current_workflow_task_state
    state.task.specific.on_action(state, factories.make_user(roles.reviewers("ar")), "approve")
    assert Page.objects.get(pk=story.pk).title == "بعد"
