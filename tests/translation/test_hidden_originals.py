"""What was taken down, restricted or never public stays so for translators and their readers."""

import copy
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from core.setup import roles
from tests import factories
from tests.signing_in import signed_in
from tests.translation.hiding import (
    SECRET,
    child_page,
    public_languages,
    restrict,
    take_down,
    unpublish,
)
from tests.translation.screens import ARABIC, ENGLISH, link_form, pair_address, shown
from translation.models import Job, TranslationStatus
from translation.pairs.actions import link, unlink

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
JOBS = "/admin/translations/jobs/"


@pytest.fixture
def translator(db):
    return signed_in(roles.translators("ar"))


@pytest.fixture
def reviewer(db):
    return signed_in(roles.reviewers("ar"))


def translated(page):
    draft = factories.begin_translation(page)
    factories.translate_texts(draft).save_target(publish=False)
    draft.refresh_from_db()
    return draft


@pytest.fixture(scope="module")
def made(once):
    page = child_page()
    return page, translated(page)


@pytest.fixture
def original(db, made):
    """A public page below another one."""
    return copy.deepcopy(made[0])


@pytest.fixture
def draft(db, made):
    """The complete translation of `original`, which is not public yet."""
    return copy.deepcopy(made[1])


def approve(client, draft):
    state = Page.objects.get(pk=draft.pk).specific.current_workflow_task_state
    form = {"action": "approve-anyway", "task-state": state.pk}
    return client.post(f"/admin/pages/{draft.pk}/edit/", form, follow=True)


@pytest.mark.parametrize("how", ["unpublished", "restricted", "above restricted", "above down"])
def test_a_review_does_not_publish_what_was_taken_down_meanwhile(
    original, draft, translator, editor, how
):
    translator.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"})
    take_down(original, how)
    assert "is not published, because" in approve(editor, draft).content.decode()
    assert public_languages(original) == set()


@pytest.mark.parametrize("how", ["unpublished", "above restricted", "above down"])
def test_publishing_a_translation_leaves_what_is_hidden_hidden(original, draft, editor, how):
    take_down(original, how)
    editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish-anyway"})
    assert public_languages(original) == set()
    # What is restricted is published for the same people; what was taken down is not.
    assert Page.objects.get(pk=draft.pk).live is (how == "above restricted")


def test_of_a_draft_the_translation_may_come_first(reviewer):
    original = factories.make_story("en", live=False)
    draft = translated(original)
    reviewer.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish-anyway"})
    assert public_languages(original) == {"ar"}


def scheduled(reviewer, draft):
    page = Page.objects.get(pk=draft.pk).specific
    page.go_live_at = timezone.now() + timedelta(hours=1)
    with publication_transaction():
        page.save()
    reviewer.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish-anyway"})
    assert Page.objects.get(pk=draft.pk).specific.approved_schedule


def test_a_schedule_does_not_publish_what_was_taken_down_meanwhile(original, draft, reviewer):
    scheduled(reviewer, draft)
    unpublish(original)
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    Page.objects.filter(pk=draft.pk).update(go_live_at=past)
    call_command("publish_scheduled")
    assert public_languages(original) == set()


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("plan", ["scheduled", "in review"])
def test_taking_down_offers_to_call_off_what_is_planned(
    original, draft, editor, translator, reviewer, plan, many
):
    if plan == "scheduled":
        scheduled(reviewer, draft)
    else:
        translator.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"})
    screen = f"/admin/pages/{original.pk}/unpublish/"
    if many:
        screen = f"/admin/bulk/wagtailcore/page/unpublish/?id={original.pk}"
    assert 'name="other_language"' in editor.get(screen).content.decode()
    editor.post(screen, {"other_language": "on"})
    page = Page.objects.get(pk=draft.pk).specific
    assert (page.approved_schedule, page.workflow_in_progress) == (False, False)
    assert public_languages(original) == set()


@pytest.mark.parametrize("kind", ["draft", "unpublished", "restricted", "above restricted"])
def test_nobody_reads_a_hidden_page_by_translating_it(original, translator, kind):
    above = original.get_parent()
    hidden = factories.make_page("en", title=SECRET, parent=above, live=kind != "draft")
    if kind != "draft":
        take_down(hidden, kind)
    screen = f"/admin/localize/submit/page/{hidden.pk}/"
    form = {"locales": [factories.locale("ar").pk]}
    for response in (translator.get(screen), translator.post(screen, form, follow=True)):
        assert response.status_code == 404
        assert SECRET not in response.content.decode()
    assert not Page.objects.filter(
        translation_key=hidden.translation_key, locale=factories.locale("ar")
    ).exists()


def test_a_hidden_page_above_is_not_named(translator):
    parent = factories.make_page("en", title=SECRET)
    child = factories.make_page("en", parent=parent)
    Page.objects.filter(pk=parent.pk).update(draft_title=SECRET, live=False)
    row = TranslationStatus.objects.get(work=child.translation_key)
    response = translator.post(f"/admin/translations/{row.pk}/begin/", follow=True)
    assert SECRET not in response.content.decode()
    translator.get(f"/admin/localize/submit/page/{child.pk}/")
    assert SECRET not in shown(translator.get("/admin/"))


def export(client, page):
    row = TranslationStatus.objects.get(work=page.translation_key)
    response = client.post("/admin/translations/export/", {"rows": [row.pk]}, follow=True)
    return response.context["job"]


@pytest.mark.parametrize("kind", ["restricted", "above restricted", "unpublished"])
def test_an_export_leaves_out_what_is_hidden(original, draft, translator, editor, kind):
    not_begun = factories.make_page("en", parent=original.get_parent())
    pages = [original, not_begun]
    for page in pages[:1] if kind == "above restricted" else pages:
        take_down(page, kind)
    for page in pages:
        assert export(translator, page).report["exported"] == 0
        assert export(editor, page).report["exported"] == 1
    po = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/download/"
    assert translator.get(po).headers.get("Content-Disposition") is None
    assert "msgid" in editor.get(po).content.decode()


@pytest.mark.parametrize("end", ["takedown", "rights"])
def test_the_file_of_an_export_ends_with_what_it_was_made_by(end):
    user = factories.make_user(roles.translators("ar"))
    client = Client()
    client.force_login(user)
    original = factories.make_story("en")
    job = export(client, original)
    file = f"{JOBS}{job.pk}/file/"
    assert client.get(file).status_code == 200
    if end == "takedown":
        unpublish(original)
        assert "cannot be downloaded any more" in client.get(f"{JOBS}{job.pk}/").content.decode()
    else:
        user.groups.clear()
        user.groups.add(*factories.make_user(roles.translators("en")).groups.all())
    assert client.get(file).status_code == 404
    assert Job.objects.filter(pk=job.pk).exists()


def test_what_is_written_after_the_takedown_reaches_no_translator(translator):
    original = factories.make_story("en", title="Public title")
    draft = translated(original)
    unpublish(original)
    page = Page.objects.get(pk=original.pk).specific
    with publication_transaction():
        page.title = page.draft_title = SECRET
        page.save()
        page.save_revision()
    row = TranslationStatus.objects.get(work=original.translation_key)
    assert row.title == "Public title"
    assert SECRET not in translator.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    strings = factories.translation_of(draft).source.stringsegment_set
    assert not strings.filter(string__data=SECRET).exists()


def test_the_title_of_a_draft_behind_a_public_page_is_not_shown():
    original = factories.make_story("en", title="Public title")
    with publication_transaction():
        original.title = SECRET
        original.save_revision()
    assert TranslationStatus.objects.get(work=original.translation_key).title == "Public title"


def test_a_draft_does_not_become_the_original_of_a_public_page(db):
    english = factories.make_story("en", live=False, **ENGLISH)
    arabic = factories.make_story("ar", **ARABIC)
    with pytest.raises(RefusedError, match="is not published"):
        link(english, arabic)
    assert public_languages(arabic) == {"ar"}


def test_linking_names_what_is_taken_over(editor):
    english = factories.make_story("en", **ENGLISH)
    arabic = factories.make_story("ar", **ARABIC)
    screen = editor.post(pair_address("link", english), link_form(arabic)).content.decode()
    assert "dates, forums, topics and pictures" in screen


def test_unlinking_waits_for_texts_that_are_not_published(db):
    english = factories.make_story("en", **ENGLISH)
    arabic = factories.make_story("ar", **ARABIC)
    assert link(english, arabic)
    arabic.refresh_from_db()
    factories.translate_texts(arabic)
    with pytest.raises(RefusedError, match="not published"):
        unlink(arabic)
    factories.translation_of(arabic).save_target()
    unlink(arabic)


def test_sync_without_a_running_translation_asks_for_the_same_rights(editor):
    _original, draft = factories.make_translated_story(title=SECRET)
    translation = factories.translation_of(draft)
    translation.enabled = False
    translation.save()
    screen = f"/admin/localize/update/{translation.source_id}/"
    assert editor.get(screen).status_code == 200
    stranger = signed_in(roles.translators("en"))
    # The start page lists it as published, for it is; the refusal does not name it.
    refused = stranger.get(screen, follow=True)
    assert refused.redirect_chain[-1][0] == "/admin/"
    assert SECRET not in shown(refused)
    translation.delete()
    assert stranger.get(screen).status_code == 404


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_refusal_names_public_counterparts_alone(reviewer, is_hidden):
    original, draft = factories.make_translated_story(title=SECRET)
    if is_hidden:
        restrict(original)
    screen = reviewer.get(f"/admin/pages/{draft.pk}/unpublish/").content.decode()
    assert (SECRET in screen) is not is_hidden
