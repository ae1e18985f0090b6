"""A page whose expiry has passed is published by no way: nobody would see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow

from core.background.schedules import run_schedules
from core.models import BackgroundProblem, PublishedItem
from core.refusals import RefusedError
from news.models import NewsPage
from tests import factories
from tests.cms import story_form

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
REASON = "was to be taken down on"


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(factories.make_user(is_superuser=True))
    return client


def expires(story: NewsPage, when: Any, starts: Any = None) -> NewsPage:
    """Give the newest version of `story` an expiry."""
    story.expire_at, story.go_live_at = when, starts
    story.save_revision()
    return story


@pytest.fixture
def over() -> NewsPage:
    story = factories.make_story(title="Over", live=False)
    return expires(story, timezone.now() - HOUR)


def is_live(page: Any) -> bool:
    return Page.objects.get(pk=page.pk).live


def published_in_bulk(browser: Client, *pages: Any, below: bool = False) -> str:
    ids = "".join(f"&id={page.pk}" for page in pages)
    address = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/{ids}"
    sent = {"include_descendants": "on"} if below else {}
    return browser.post(address, sent, follow=True).content.decode()


def test_in_bulk_nothing_is_published_and_the_page_is_named(browser, over):
    other = factories.make_story(title="Other", live=False)
    shown = published_in_bulk(browser, over, other)
    assert "Nothing was published" in shown
    assert f"“Over” {REASON}" in shown
    assert not is_live(over)
    assert not is_live(other)


def test_in_bulk_with_what_is_below_it_is_named_too(browser, over):
    shown = published_in_bulk(browser, factories.news_index(), below=True)
    assert f"“Over” {REASON}" in shown
    assert not is_live(over)


def test_a_reviewer_cannot_approve_it_from_a_list(browser, over):
    user = factories.make_user(is_superuser=True)
    Workflow.objects.filter(active=True).first().start(over, user)
    state = over.current_workflow_task_state
    address = f"/admin/pages/workflow/action/{over.pk}/approve/{state.pk}/"
    shown = browser.post(address, {"comment": ""}, follow=True).content.decode()
    assert f"“Over” {REASON}" in shown
    assert not is_live(over)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


@pytest.mark.parametrize("button", ["action-submit", "action-publish"])
def test_its_form_refuses_beside_the_date(browser, over, button):
    past = "2020-01-01 10:00"
    sent = story_form("Over", slug=over.slug, expire_at=past) | {button: "yes"}
    response = browser.post(f"/admin/pages/{over.pk}/edit/", sent)
    assert "Expiry date/time must be in the future" in response.content.decode()


def test_at_its_time_it_is_not_published_and_staff_learn_why(over):
    Revision.objects.filter(pk=over.latest_revision_id).update(
        approved_go_live_at=timezone.now() - HOUR
    )
    run_schedules()
    assert not is_live(over)
    problem = BackgroundProblem.objects.get(page_id=over.pk)
    assert REASON in str(problem.reasons)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_the_command_of_wagtail_does_the_same(over):
    Revision.objects.filter(pk=over.latest_revision_id).update(
        approved_go_live_at=timezone.now() - HOUR
    )
    call_command("publish_scheduled")
    assert not is_live(over)
    assert BackgroundProblem.objects.filter(page_id=over.pk).exists()


def test_what_would_be_over_before_it_begins_is_not_scheduled():
    story = factories.make_story(live=False)
    now = timezone.now()
    expires(story, now + HOUR, starts=now + 2 * HOUR)
    with pytest.raises(RefusedError, match=REASON):
        story.get_latest_revision().publish()


def test_an_expiry_to_come_prevents_nothing(browser):
    story = expires(factories.make_story(live=False), timezone.now() + HOUR)
    published_in_bulk(browser, story)
    assert PublishedItem.objects.public().filter(page_id=story.pk).exists()


def test_an_old_version_that_had_an_expiry_is_not_made_public_by_reverting(browser):
    story = expires(factories.make_story(title="Reverted"), timezone.now() - HOUR)
    old = story.latest_revision
    expires(story, None)
    past = "2020-01-01 10:00"
    sent = story_form("Reverted", slug=story.slug, expire_at=past) | {"action-publish": "yes"}
    response = browser.post(f"/admin/pages/{story.pk}/edit/?revision={old.pk}", sent)
    assert response.status_code == 200
    assert PublishedItem.objects.public().get(page_id=story.pk).expires_at is None


def test_a_copy_of_an_expired_page_is_not_public(browser, over):
    live = factories.make_story(title="Live")
    Page.objects.filter(pk=live.pk).update(expire_at=timezone.now() - HOUR)
    sent = {
        "new_title": "Copied",
        "new_slug": "copied",
        "new_parent_page": factories.news_index().pk,
        "publish_copies": "on",
    }
    assert browser.post(f"/admin/pages/{live.pk}/copy/", sent).status_code == 302
    copied = NewsPage.objects.get(slug="copied")
    assert not PublishedItem.objects.public().filter(page_id=copied.pk).exists()
    run_schedules()
    assert not is_live(copied)


def test_a_translation_that_is_over_follows_its_original_when_it_is_saved_again():
    _original, translated = factories.make_translated_story()
    translated.expire_at = timezone.now() - HOUR
    translated.save()
    translated.unpublish(set_expired=True)
    source = factories.translation_of(translated).source
    page, _is_new = source.create_or_update_translation(translated.locale, publish=True)
    assert page.expire_at is None
    assert PublishedItem.objects.public().filter(page_id=translated.pk).exists()


def test_a_translation_that_was_over_when_it_was_submitted_is_refused_with_what_to_do():
    _original, translated = factories.make_translated_story()
    translated.expire_at = timezone.now() - HOUR
    revision = translated.save_revision()
    with pytest.raises(RefusedError, match="Save the translation and submit it again"):
        revision.publish()
