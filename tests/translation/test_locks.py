"""If two do the same at once, the second waits and then finds what the first has done."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.publication.transactions import publication_transaction, record_work
from core.setup import roles
from tests import factories
from tests.translation.screens import put, segment_address
from translation.models import TranslationStatus

pytestmark = pytest.mark.django_db
only_with_locks = pytest.mark.skipif(
    "not __import__('django.db').db.connection.features.has_select_for_update",
    reason="SQLite has one writer, which waits by itself",
)


@pytest.fixture
def draft():
    draft = factories.begin_translation(factories.make_story())
    factories.translate_texts(draft)
    return draft


def locks(queries, table):
    return [each for each in queries if "FOR UPDATE" in each["sql"] and table in each["sql"]]


def is_lock_of_publication(query):
    return query["sql"].startswith("UPDATE") and "core_shelfcounter" in query["sql"]


def test_a_row_is_derived_when_nothing_public_can_change_meanwhile():
    story = factories.make_story()
    with CaptureQueriesContext(connection) as queries, publication_transaction():
        record_work(story.work)
    read = [each for each in queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert is_lock_of_publication(read[0])
    assert any("translationstatus" in each["sql"] for each in read)


def test_a_rebuild_lets_nothing_public_change_meanwhile():
    factories.make_story()
    with CaptureQueriesContext(connection) as queries:
        call_command("rebuild_translation_states")
    assert any(map(is_lock_of_publication, queries))


def test_what_touches_nothing_waits_for_nobody():
    with CaptureQueriesContext(connection) as queries, publication_transaction():
        TranslationStatus.objects.count()
    assert not any("core_shelfcounter" in each["sql"] for each in queries)


@only_with_locks
def test_of_two_who_begin_a_translation_the_second_waits(translator):
    story = factories.make_story()
    row = TranslationStatus.objects.get(work=story.translation_key)
    with CaptureQueriesContext(connection) as queries:
        translator.post(f"/admin/translations/{row.pk}/begin/")
    assert locks(queries, "translationstatus")


@only_with_locks
def test_of_two_who_submit_the_second_waits(translator, draft):
    with CaptureQueriesContext(connection) as queries:
        translator.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"})
    assert locks(queries, 'FROM "wagtail_localize_translation"')


@only_with_locks
@pytest.mark.parametrize("route", ["approve-anyway", "send-back", "withdraw", "dialog"])
def test_of_two_who_decide_the_second_waits(draft, client, translator, route):
    address = f"/admin/pages/{draft.pk}/edit/"
    translator.post(address, {"action": "submit"})
    client.force_login(factories.make_user(roles.reviewers("ar")))
    state = draft.current_workflow_task_state.pk
    fields = {"action": route, "task-state": state, "comment": "x"}
    if route == "dialog":
        args = [draft.pk, "approve", state]
        address = reverse("wagtailadmin_pages:workflow_action", args=args)
    with CaptureQueriesContext(connection) as queries:
        client.post(address, fields)
    assert locks(queries, "workflowstate")


@only_with_locks
def test_of_two_who_choose_a_picture_the_second_waits(translator):
    """Both would store one, and with two for one place no draft is written any more."""
    photo = ("photo", {"image": factories.make_image(), "caption": "", "credit": ""})
    draft = factories.begin_translation(factories.make_story(body=[photo]))
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    with CaptureQueriesContext(connection) as queries:
        put(translator, segment_address(draft, segment, "overrides"), factories.make_image().pk)
    assert locks(queries, "translationcontext")
