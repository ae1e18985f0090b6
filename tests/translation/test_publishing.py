"""A page that shows text in the other language cannot become public by any route."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation

from core.models import PublishedItem
from core.refusals import RefusedError
from core.setup import roles
from tests import factories
from tests.translation.screens import shown
from translation.content.translated import AS_ORIGINAL

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def begun(once):
    """An Arabic draft of an English story: the title is translated, the paragraph is not."""
    story = factories.make_story(title="Voices of Hit", body=[("paragraph", "<p>We met.</p>")])
    draft = factories.begin_translation(story)
    translation = factories.translate_texts(draft, {"Voices of Hit": "أصوات هيت"})
    translation.source.stringsegment_set.get(
        string__data="We met."
    ).string.translations.all().delete()
    translation.save_target(publish=False)
    draft.refresh_from_db()
    return draft


def is_public(page):
    return PublishedItem.objects.public().filter(page_id=page.pk).exists()


def test_the_shell_cannot_publish_missing_texts_and_gets_their_names(draft):
    """Stock: a revision filled up with the original's text is published."""
    with pytest.raises(RefusedError, match=r"Body › Paragraph \(“We met.”\)"):
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.live


def test_saving_the_target_with_publish_is_refused_and_writes_nothing(draft):
    """Stock: save_target publishes with the original's text in the gaps."""
    revisions = draft.revisions.count()
    with pytest.raises(RefusedError, match="We met"):
        factories.translation_of(draft).save_target(publish=True)
    assert draft.revisions.count() == revisions
    assert not is_public(draft)


def test_the_publish_button_of_the_editor_names_what_is_missing(
    draft, editor, django_capture_on_commit_callbacks
):
    """Stock: publishes, and warns afterwards."""
    address = f"/admin/pages/{draft.pk}/edit/"
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(address, {"action": "publish"}, follow=True)
    assert "Body › Paragraph (“We met.”)" in shown(response)
    assert not Page.objects.get(pk=draft.pk).live


def test_the_publish_button_publishes_a_complete_translation(draft, editor):
    factories.translate_texts(draft, {"Voices of Hit": "أصوات هيت", "We met.": "التقينا."})
    editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish"})
    draft.refresh_from_db()
    assert draft.live
    assert [block.value.source for block in draft.body] == ["<p>التقينا.</p>"]
    assert is_public(draft)


def test_a_blank_is_no_translation(draft, editor, django_capture_on_commit_callbacks):
    """Stock: a space counts as translated."""
    factories.translate_texts(draft, {"We met.": " "})
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish"})
    assert not Page.objects.get(pk=draft.pk).live


def test_a_machine_string_waits_for_a_person(draft):
    """Stock: machine strings are published as they come."""
    translation = factories.translate_texts(draft)
    draft.locale.string_translations.filter(translation_of__data="We met.").update(
        translation_type="machine"
    )
    with pytest.raises(RefusedError, match="We met"):
        translation.save_target()


def test_a_text_that_stays_the_same_counts_once_somebody_keeps_it(db):
    draft = factories.begin_translation(factories.make_story(title="ICSSI", body=[]))
    translation = factories.translate_texts(draft, {"ICSSI": "ICSSI"})
    with pytest.raises(RefusedError, match="ICSSI"):
        translation.save_target()
    StringTranslation.objects.update(tool_name=AS_ORIGINAL)
    translation.save_target()
    assert is_public(draft)


def test_update_with_publish_immediately_publishes_nothing(
    draft, editor, django_capture_on_commit_callbacks
):
    """Stock: “Publish immediately” publishes with the original's text in the gaps."""
    source = factories.translation_of(draft).source
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert not Page.objects.get(pk=draft.pk).live


def test_bulk_publishing_is_refused_as_a_whole_and_names_the_page(draft, editor):
    """Stock: publishes."""
    other = factories.make_story("ar", live=False)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}&id={other.pk}"
    response = editor.post(
        address,
        {"include_descendants": ""},
        headers={"referer": "http://testserver" + address},
        follow=True,
    )
    assert response.status_code == 200
    assert "أصوات هيت" in shown(response)
    assert not Page.objects.filter(pk__in=[draft.pk, other.pk], live=True).exists()


def test_scheduling_is_refused_when_it_is_asked_for(draft):
    page = draft.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(RefusedError):
        page.save_revision().publish()


def test_a_refused_page_leaves_the_schedule_and_does_not_stop_the_others(draft):
    """Stock: publishes it; with a guard alone, one refused page would stop the command for ever."""
    other = factories.make_story("ar", live=False)
    due = timezone.now() - timedelta(minutes=1)
    revisions = [draft.latest_revision_id, other.latest_revision_id]
    Revision.objects.filter(pk__in=revisions).update(approved_go_live_at=due)
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=draft.pk).live
    assert Page.objects.get(pk=other.pk).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_dry_run_takes_nothing_off_the_schedule(draft):
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=draft.latest_revision_id).update(approved_go_live_at=due)
    call_command("publish_scheduled", dryrun=True)
    assert Revision.objects.get(pk=draft.latest_revision_id).approved_go_live_at == due


@pytest.fixture
def in_review(draft):
    """The draft in a review by the reviewers of Arabic, and its one task."""
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.set(factories.make_user(roles.reviewers("ar")).groups.all())
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(draft, factories.make_user())
    return draft.current_workflow_task_state


@pytest.mark.parametrize("is_dialog", [True, False])
def test_approval_is_refused_with_a_message_and_the_review_goes_on(
    in_review, draft, client, is_dialog
):
    """Stock: approval publishes the reviewed revision."""
    client.force_login(factories.make_user(roles.reviewers("ar")))
    edit = f"/admin/pages/{draft.pk}/edit/"
    headers = {"referer": f"http://testserver{edit}"}
    if is_dialog:
        headers["x-requested-with"] = "XMLHttpRequest"
    response = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", in_review.pk]),
        headers=headers,
    )
    there = response.json()["redirect"] if is_dialog else response["Location"]
    assert there.endswith(edit)
    assert "We met" in shown(client.get(edit))
    in_review.refresh_from_db()
    assert in_review.status == "in_progress"
    assert not Page.objects.get(pk=draft.pk).live


def test_nothing_is_published_from_the_editor_during_a_review(in_review, draft, editor):
    """Stock: publishes past the review."""
    factories.translate_texts(draft)
    response = editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish"}, follow=True)
    assert "in review" in shown(response)
    assert not Page.objects.get(pk=draft.pk).live


def test_a_stopped_translation_is_still_checked_and_typed_text_remains(draft, editor):
    """Stock: after “stop”, the page with the original's text is published as it is."""
    editor.post(f"/admin/localize/translate/{factories.translation_of(draft).pk}/disable/")
    form = {
        "title": "أصوات من هيت",
        "slug": draft.slug,
        "summary": "",
        "place": "",
        "story_date": "2019-06-07 10:00",
        "action-publish": "1",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "paragraph",
        "body-0-id": draft.body[0].id,
        "body-0-value": _raw("We met."),
    }
    response = editor.post(f"/admin/pages/{draft.pk}/edit/", form, follow=True)
    assert "We met." in shown(response)
    assert not Page.objects.get(pk=draft.pk).live
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "أصوات من هيت"
    form["body-0-value"] = _raw("التقينا.")
    editor.post(f"/admin/pages/{draft.pk}/edit/", form)
    assert is_public(draft)


def _raw(text):
    """Return a paragraph as the CMS's editor of rich text sends it."""
    block = {"key": "a1b2c", "type": "unstyled", "depth": 0, "text": text}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_a_bare_copy_for_the_other_language_is_not_published(db):
    """Stock: Wagtail's copy_for_translation and publish put the original under /ar/."""
    story = factories.make_story(title="Voices")
    copy = story.copy_for_translation(factories.locale("ar"))
    with pytest.raises(RefusedError, match="Voices"):
        copy.save_revision().publish()
    story.save_revision().publish()  # the original itself is no copy


def test_two_pages_written_on_their_own_are_published_both(db):
    for page in factories.make_pair():
        assert is_public(page)


def test_a_live_row_with_the_originals_text_is_not_public(draft):
    """Stock: a page made live past the CMS shows English under /ar/."""
    draft.live = True
    draft.save()
    assert not is_public(draft)
    factories.translate_texts(draft, {"We met.": "التقينا."}).save_target()
    assert is_public(draft)


def test_an_old_text_of_the_original_in_a_draft_is_still_missing(draft):
    """The draft shows the original's former text, which its present strings do not hold."""
    story = factories.news_index().get_children().get().specific
    story.body = [("paragraph", "<p>We met again.</p>")]
    story.save_revision().publish()
    factories.translation_of(draft).source.update_from_db()
    with pytest.raises(RefusedError, match="We met"):
        draft.get_latest_revision().publish()


def test_a_message_names_the_first_missing_texts_and_counts_the_others():
    body = [("heading", {"text": f"Heading {number}", "level": "h2"}) for number in range(6)]
    photos = [{"image": factories.make_image(), "caption": "River", "credit": ""}] * 2
    body.append(("gallery", {"photos": photos}))
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    with pytest.raises(RefusedError, match=r"Title \(“Voices”\).*; and 4 more\.$"):
        draft.get_latest_revision().publish()


def test_a_missing_caption_in_a_gallery_is_named_by_its_place():
    photos = [{"image": factories.make_image(), "caption": "River", "credit": ""}] * 2
    draft = factories.begin_translation(
        factories.make_story(title="Voices", body=[("gallery", {"photos": photos})])
    )
    translation = factories.translate_texts(draft, {"River": " "})
    with pytest.raises(RefusedError, match="Body › Gallery › Pictures › Caption"):
        translation.save_target()
