"""Notices: who is notified of what, and the list of one's own in the CMS."""

import copy
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.background import worker
from core.models import User
from core.publication.transactions import publication_transaction
from core.setup import roles
from tests import factories
from tests.translation.screens import row_of
from translation.models import Notice, TranslationStatus
from translation.notifications.events import notify, notify_of_many

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Kind = Notice.Kind


@pytest.fixture(scope="module")
def made(once):
    """A complete Arabic draft of a public English story, and two who work on it."""
    draft = factories.begin_translation(factories.make_story(title="Voices"))
    factories.translate_texts(draft).save_target(publish=False)
    draft.refresh_from_db()
    people = roles.translators("ar"), roles.reviewers("ar")
    return draft, *(factories.make_user(role) for role in people)


@pytest.fixture
def draft(db, made):
    return copy.deepcopy(made[0])


@pytest.fixture
def translator(db, made):
    return copy.deepcopy(made[1])


@pytest.fixture
def reviewer(db, made):
    return copy.deepcopy(made[2])


def notices_of(user):
    """The notices of `user`, oldest first."""
    return list(user.translation_notices.order_by("pk").values_list("kind", flat=True))


def rewrite(story, words, user=None):
    """Change the words of a public story."""
    with publication_transaction():
        story.title = words
        story.save_revision(user=user).publish()


def decide(client, page, decision, comment=""):
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, decision, state.pk])
    return client.post(url, {"comment": comment})


def test_a_changed_original_notifies_the_assignee_alone(translator):
    other = factories.make_user(roles.translators("ar"))
    story, _translated = factories.make_translated_story()
    TranslationStatus.objects.update(assignee=translator)
    rewrite(story, "Changed")
    assert notices_of(translator) == [Kind.SOURCE_CHANGED]
    assert not notices_of(other)


def test_where_nobody_has_it_all_translators_of_the_language_are_notified(translator, reviewer):
    former = factories.make_user(roles.translators("ar"), is_active=False)
    into_english = factories.make_user(roles.translators("en"))
    story, _translated = factories.make_translated_story()
    rewrite(story, "Changed")
    assert notices_of(translator) == [Kind.SOURCE_CHANGED]
    assert not notices_of(reviewer) + notices_of(former) + notices_of(into_english)


def test_several_changes_are_one_notice_until_it_is_read(translator):
    story, _translated = factories.make_translated_story()
    for words in ("One", "Two", "Three"):
        rewrite(story, words)
    notice = translator.translation_notices.get()
    notice.read_at = timezone.now()
    notice.save()
    rewrite(story, "Four")
    assert notices_of(translator) == [Kind.SOURCE_CHANGED] * 2


def test_who_changed_the_original_is_not_notified(translator):
    author = factories.make_user(roles.translators("ar"))
    story, _translated = factories.make_translated_story()
    rewrite(story, "Changed", author)
    assert not notices_of(author)
    assert translator.translation_notices.get().actor == author


def test_no_notice_when_no_word_has_changed(translator):
    story, _translated = factories.make_translated_story(title="Same")
    rewrite(story, "Same")
    assert not notices_of(translator)


def test_who_is_at_work_on_a_first_translation_is_notified_too(translator, draft):
    TranslationStatus.objects.update(assignee=translator)
    rewrite(factories.news_index().get_children().get().specific, "Changed")
    assert notices_of(translator) == [Kind.SOURCE_CHANGED]


def test_a_submission_notifies_those_who_may_approve(draft, translator, reviewer):
    staff = factories.make_user(roles.COMMUNICATIONS)
    other = factories.make_user(roles.reviewers("en"))
    draft.get_workflow().start(draft, translator)
    assert notices_of(reviewer) == notices_of(staff) == [Kind.SUBMITTED]
    assert not notices_of(translator) + notices_of(other)


def test_approval_notifies_who_submitted_and_the_assignee(draft, translator, reviewer, client):
    assignee = factories.make_user(roles.translators("ar"))
    TranslationStatus.objects.update(assignee=assignee)
    draft.get_workflow().start(draft, translator)
    client.force_login(reviewer)
    decide(client, draft, "approve")
    assert notices_of(translator) == notices_of(assignee) == [Kind.APPROVED]
    assert not reviewer.translation_notices.unread().exists()


def test_a_return_carries_the_comment(draft, translator, reviewer, client):
    draft.get_workflow().start(draft, translator)
    client.force_login(reviewer)
    decide(client, draft, "reject", "Spell the city's name as in the glossary.")
    notice = translator.translation_notices.get()
    assert (notice.kind, notice.actor) == (Kind.RETURNED, reviewer)
    assert notice.comment == "Spell the city's name as in the glossary."


def test_what_is_taken_back_need_not_be_reviewed(draft, translator, reviewer):
    draft.get_workflow().start(draft, translator)
    draft.current_workflow_state.cancel(user=translator)
    assert not reviewer.translation_notices.unread().exists()


def test_reviews_of_translations_send_no_email_that_names_them(draft, translator, reviewer):
    """Stock: at once, to all reviewers and administrators, with the title in the subject."""
    draft.get_workflow().start(draft, translator)
    draft.current_workflow_state.cancel(user=reviewer)
    assert not mail.outbox


def test_other_reviews_send_wagtails_email_as_ever(reviewer):
    page = factories.make_story("ar", live=False)
    page.get_workflow().start(page, factories.make_user())
    assert [reviewer.email] in [message.to for message in mail.outbox]
    assert not Notice.objects.exists()


def test_an_assignment_that_nobody_read_is_taken_back(draft, translator, reviewer):
    row = row_of(draft)
    notify(row, Kind.ASSIGNED, [translator], actor=reviewer)
    notify(row, Kind.ASSIGNED, [reviewer, translator], actor=translator)
    assert not notices_of(translator)
    assert notices_of(reviewer) == [Kind.ASSIGNED]


def test_many_translations_send_notices_in_as_many_queries_as_one(translator):
    def queries(number):
        for _index in range(number):
            factories.make_story()
        rows = list(TranslationStatus.objects.all())
        with CaptureQueriesContext(connection) as captured:
            notify_of_many(rows, Kind.ASSIGNED, [translator])
        Notice.objects.all().delete()
        return len(captured)

    assert queries(1) == queries(5)


def test_old_notices_go_ninety_days_after_they_were_read(translator, draft):
    row, now = row_of(draft), timezone.now()
    for read_at in (now - timedelta(days=91), now - timedelta(days=89), None):
        Notice.objects.create(
            recipient=translator,
            status=row,
            kind=Kind.APPROVED,
            created_at=now - timedelta(days=200),
            read_at=read_at,
        )
    worker.run_round()
    assert translator.translation_notices.count() == 2


def test_a_deleted_account_takes_its_notices_along(translator, draft):
    notify(row_of(draft), Kind.ASSIGNED, [translator])
    User.objects.get(pk=translator.pk).delete()
    assert not Notice.objects.exists()
