"""A name or picture that is taken out of an original does not stay in its translation unnoticed."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride

from core.setup import roles
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def with_a_name_and_a_picture():
    """Return a story with a byline and two pictures, and its public translation."""
    person = factories.make_person("Zahra", "زهرة")
    picture = factories.make_image()
    return factories.make_translated_story(
        byline_person=person,
        lead_image=picture,
        body=[
            ("photo", {"image": picture, "caption": "", "credit": ""}),
            ("paragraph", "<p>Text.</p>"),
        ],
    )


def change(story, **values):
    """Write a draft with other values; without a picture in it if there is to be none above."""
    page = Page.objects.get(pk=story.pk).specific
    for name, value in values.items():
        setattr(page, name, value)
    if "lead_image" in values:
        del page.body[0]
    page.save_revision()
    return page


def publish(client, page):
    """Publish a page's draft in the CMS; return the messages."""
    address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/"
    response = client.post(address, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def test_whoever_removes_a_name_and_pictures_is_warned_where_they_are_still_shown(client):
    story, translation = with_a_name_and_a_picture()
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    change(story, byline_person=None, lead_image=None)
    messages = publish(client, story)
    assert "In Arabic this page still shows what was removed here" in messages
    for place in ("Written by", "Lead picture", "Body › Picture"):
        assert place in messages
    factories.translation_of(translation).save_target()
    assert "still shows" not in publish(client, change(story, summary=""))


def test_what_a_translator_chose_is_not_taken_for_a_remainder(client):
    story, translation = with_a_name_and_a_picture()
    other = factories.make_image()
    segment = OverridableSegment.objects.get(
        source__object_id=story.translation_key, context__path__endswith=".image"
    )
    SegmentOverride.objects.create(
        locale=translation.locale, context=segment.context, data_json=str(other.pk)
    )
    factories.translation_of(translation).save_target()
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    assert "still shows" not in publish(client, change(story, summary=""))
    assert Page.objects.get(pk=translation.pk).specific.body[0].value["image"] == other


def test_a_page_without_a_public_translation_shows_no_warning(client):
    story = factories.make_story(byline_person=factories.make_person())
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    assert "still shows" not in publish(client, change(story, byline_person=None))


def test_approval_does_not_publish_a_name_that_was_removed_meanwhile(client):
    story = factories.make_story(byline_person=factories.make_person("Zahra", "زهرة"))
    draft = factories.begin_translation(story)
    factories.translate_texts(draft)
    translator = factories.make_user(roles.translators("ar"))
    reviewer = factories.make_user(roles.reviewers("ar"))

    def press(person, action, **fields):
        client.force_login(person)
        task = Page.objects.get(pk=draft.pk).current_workflow_task_state
        fields |= {"action": action, "task-state": task.pk if task else ""}
        response = client.post(f"/admin/pages/{draft.pk}/edit/", fields, follow=True)
        return " ".join(str(message) for message in response.context["messages"])

    press(translator, "submit")
    change(story, byline_person=None).get_latest_revision().publish()
    assert "removed from its original since: Written by" in press(reviewer, "approve")
    assert not Page.objects.get(pk=draft.pk).live
    press(reviewer, "send-back", comment="The name is gone.")
    press(translator, "submit")
    press(reviewer, "approve")
    published = Page.objects.get(pk=draft.pk).specific
    assert published.live
    assert published.byline_person is None


def test_an_old_draft_does_not_bring_a_removed_name_back(client):
    story, translation = with_a_name_and_a_picture()
    Page.objects.get(pk=translation.pk).specific.unpublish()
    change(story, byline_person=None).get_latest_revision().publish()
    client.force_login(factories.make_user(roles.reviewers("ar")))
    assert "removed from its original since: Written by" in publish(client, translation)
    assert not Page.objects.get(pk=translation.pk).live
