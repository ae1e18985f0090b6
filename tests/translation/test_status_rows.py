"""One row for each work and target language, which lists read without deriving it again."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.publication.transactions import publication_transaction
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import row_of
from translation.models import Status, TranslationStatus
from translation.rights import languages_of, people_for, rows_for
from translation.status import rebuild
from translation.status.rows import derive

pytestmark = pytest.mark.django_db


def republish(page, **changes):
    page = NewsPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.mark.parametrize(("lang", "other"), [("en", "ar"), ("ar", "en")])
def test_a_story_that_is_published_is_missing_in_the_other_language(lang, other):
    story = factories.make_story(lang, title="هيت")
    row = row_of(story)
    assert (row.status, row.lang, row.source_lang, row.title) == ("missing", other, lang, "هيت")
    assert (row.source_page_id, row.target_page_id, row.is_begun) == (story.pk, None, False)


def test_a_draft_that_nobody_translates_has_no_row():
    factories.make_story(live=False)
    assert not TranslationStatus.objects.exists()


def test_a_draft_counts_its_texts():
    story = factories.make_story(title="Voices", body=[("paragraph", "<p>We met.</p>")])
    draft = factories.begin_translation(story)
    assert (row_of(story).status, row_of(story).done, row_of(story).total) == (Status.DRAFT, 0, 2)
    factories.translate_texts(draft, {"We met.": " "})
    assert (row_of(story).done, row_of(story).total) == (1, 2)


def test_a_suggestion_of_a_machine_is_no_translation():
    draft = factories.begin_translation(factories.make_story())
    translation = factories.translate_texts(draft)
    assert row_of(draft).done == 2
    string = translation.source.stringsegment_set.first().string.translations.get()
    string.translation_type = "machine"
    string.save()
    assert row_of(draft).done == 1


def test_what_occurs_twice_in_one_place_is_translated_once():
    story = factories.make_story(title="V", body=[("paragraph", "<p>We met.</p><p>We met.</p>")])
    draft = factories.begin_translation(story)
    factories.translate_texts(draft)
    assert (row_of(story).done, row_of(story).total) == (2, 2)


def test_what_has_no_letter_need_not_be_translated():
    story = factories.make_story(title="Voices", body=[("paragraph", "<p>* * *</p>")])
    factories.begin_translation(story)
    assert row_of(story).total == 1


def test_publishing_makes_it_up_to_date_and_a_changed_word_outdated():
    story, _translated = factories.make_translated_story(title="Before")
    assert row_of(story).status == Status.UP_TO_DATE
    since = row_of(story).changed_at
    republish(story, story_date=story.story_date.replace(year=2001))
    assert (row_of(story).status, row_of(story).changed_at) == (Status.UP_TO_DATE, since)
    republish(story, title="After")
    row = row_of(story)
    assert (row.status, row.title) == (Status.OUTDATED, "After")
    assert row.source_changed_at > since


def test_a_draft_beside_the_live_page_leaves_it_up_to_date():
    story, translated = factories.make_translated_story()
    factories.translate_texts(translated).save_target(publish=False)
    assert row_of(story).status == Status.UP_TO_DATE


@pytest.mark.parametrize("how", ["unpublish", "delete", "restrict"])
def test_a_withdrawn_original_is_shown(how):
    story, _translated = factories.make_translated_story()
    page = Page.objects.get(pk=story.pk)
    if how == "restrict":
        page.view_restrictions.create(restriction_type="login")
    else:
        getattr(page, how)()
    assert row_of(story).status == Status.WITHDRAWN


def test_an_original_that_comes_back_is_as_it_was():
    story, _translated = factories.make_translated_story()
    Page.objects.get(pk=story.pk).unpublish()
    republish(story)
    assert row_of(story).status == Status.UP_TO_DATE


def test_an_unpublished_translation_is_a_draft_and_a_deleted_one_is_missing():
    story, translated = factories.make_translated_story()
    Page.objects.get(pk=translated.pk).unpublish()
    assert row_of(story).status == Status.DRAFT
    Page.objects.get(pk=translated.pk).delete()
    assert row_of(story).status == Status.MISSING


def test_a_translation_that_nobody_can_read_is_a_draft():
    story, _translated = factories.make_translated_story()
    with publication_transaction():
        factories.news_index("ar").view_restrictions.create(restriction_type="login")
    assert row_of(story).status == Status.DRAFT


def test_nothing_is_left_of_a_work_without_pages():
    story, translated = factories.make_translated_story()
    Page.objects.get(pk=story.pk).delete()
    Page.objects.get(pk=translated.pk).delete()
    assert not TranslationStatus.objects.exists()


def test_a_pair_that_was_not_translated_is_independent():
    english, _arabic = factories.make_pair()
    assert (row_of(english).status, row_of(english).lang) == (Status.INDEPENDENT, "ar")


def test_review_is_shown():
    story = factories.make_story()
    draft = factories.begin_translation(story)
    draft.get_workflow().start(draft, factories.make_user(roles.translators("ar")))
    assert row_of(story).is_in_review
    draft.current_workflow_state.cancel()
    assert not row_of(story).is_in_review


def test_many_works_cost_as_many_queries_as_few():
    few = [factories.make_translated_story()[0].work, factories.make_story().work]
    more = [factories.make_translated_story()[0].work, factories.make_story().work]
    costs = []
    for works in (few, [*few, *more]):
        with CaptureQueriesContext(connection) as queries:
            derive(works)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_counts_of_all_statuses_are_one_query(django_assert_num_queries):
    factories.make_translated_story()
    factories.make_story()
    with django_assert_num_queries(1):
        counts = TranslationStatus.objects.counts()
    assert counts == {"missing": 1, "up_to_date": 1}


def test_an_assignment_outlives_a_rebuild():
    story, _translated = factories.make_translated_story(title="Before")
    user = factories.make_user(roles.translators("ar"))
    TranslationStatus.objects.update(assignee=user, note="By Friday", status="draft")
    call_command("rebuild_translation_states")
    row = row_of(story)
    assert (row.assignee, row.note, row.status) == (user, "By Friday", Status.UP_TO_DATE)


def test_an_assignment_outlives_a_rebuild_after_the_translation_became_the_original():
    story, translated = factories.make_translated_story()
    Page.objects.get(pk=story.pk).delete()
    translated = NewsPage.objects.get(pk=translated.pk)
    factories.begin_translation(translated, "en")
    user = factories.make_user(roles.translators("en"))
    TranslationStatus.objects.update(assignee=user)
    call_command("rebuild_translation_states")
    row = row_of(translated)
    assert (row.lang, row.status, row.assignee) == ("en", Status.DRAFT, user)


def test_a_work_that_cannot_be_rebuilt_stops_no_other_and_is_reported(monkeypatch, client):
    bad, _translation = factories.make_translated_story()
    good, _translation = factories.make_translated_story()
    TranslationStatus.objects.update(source_digest="", made_from="")
    stock = rebuild.note_saved

    def fragile(page):
        if page.translation_key == bad.translation_key:
            raise RuntimeError("broken")
        stock(page)

    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "note_saved", fragile)
        call_command("rebuild_translation_states")
    assert row_of(good).source_digest
    assert not row_of(bad).source_digest
    assert "could not be rebuilt" in client.get("/admin/").content.decode()
    call_command("rebuild_translation_states")
    assert row_of(bad).source_digest
    assert "could not be rebuilt" not in client.get("/admin/").content.decode()


def test_a_rebuild_finds_works_that_no_signal_saw():
    factories.make_story()
    factories.make_translated_story()
    TranslationStatus.objects.all().delete()
    call_command("rebuild_translation_states")
    assert TranslationStatus.objects.counts() == {"missing": 1, "up_to_date": 1}


@pytest.mark.parametrize(
    ("role", "langs"),
    [
        (roles.COMMUNICATIONS, ["en", "ar"]),
        (roles.ADMINISTRATORS, ["en", "ar"]),
        (roles.translators("ar"), ["ar"]),
        (roles.reviewers("en"), ["en"]),
        ("", []),
    ],
)
def test_who_sees_which_language(role, langs):
    user = factories.make_user(role)
    factories.make_story("en")
    factories.make_story("ar")
    assert languages_of(user) == langs
    assert {row.lang for row in rows_for(user)} == set(langs)
    for lang in ("en", "ar"):
        assert people_for(lang).filter(pk=user.pk).exists() is (lang in langs)
