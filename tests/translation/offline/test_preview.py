"""The preview of an import: what was changed online meanwhile stays unless somebody chooses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.setup import roles
from tests import factories
from tests.translation.offline.files import (
    counts_of,
    po_for,
    reports_of,
    stored,
    take_over,
    upload,
    words_of,
    zipped,
)
from translation import jobs
from translation.models import Status, TranslationStatus
from translation.offline import views

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def edit_online(draft, source, text):
    known = StringTranslation.objects.filter(translation_of__data=source)
    if not known:
        factories.translate_texts(draft)
    known.update(updated_at=timezone.now(), data=text)


def entries_of(response, kind):
    groups = dict(response.context["shown"][0]["groups"])
    return groups.get(kind, [])


def test_finished_texts_are_taken_over_and_nothing_is_published(draft, editor):
    response = upload(editor, po_for(draft, {"Voices": "أصوات", "We met.": "التقينا."}))
    assert counts_of(response) == {"new": 2}
    assert not stored()
    after = take_over(editor, response)
    assert "2 texts were taken over. Nothing has been published." in words_of(after)
    assert stored() == {"أصوات", "التقينا."}
    page = Page.objects.get(pk=draft.pk)
    assert (page.live, page.draft_title) == (False, "أصوات")
    row = TranslationStatus.objects.get(work=draft.translation_key)
    assert (row.status, row.done, row.total) == (Status.DRAFT, 2, 2)
    assert StringTranslation.objects.first().last_translated_by is not None


def test_both_languages_are_shown_with_their_direction(draft, editor):
    edit_online(draft, "We met.", "قديم")
    html = upload(editor, po_for(draft, {"We met.": "التقينا."})).content.decode()
    assert '<div lang="ar" dir="rtl">التقينا.</div>' in html
    assert '<div lang="ar" dir="rtl">قديم</div>' in html
    assert "<div>We met.</div>" in html  # the language of the interface


def test_an_older_text_online_is_changed_and_an_equal_one_is_the_same(draft, editor):
    factories.translate_texts(draft, {"Voices": "أصوات", "We met.": "قديم"})
    response = upload(editor, po_for(draft, {"We met.": "التقينا."}))
    assert counts_of(response) == {"changed": 1, "same": 1}
    take_over(editor, response)
    assert stored() == {"أصوات", "التقينا."}


@pytest.mark.parametrize("is_taken", [False, True])
def test_what_was_changed_online_since_the_export_stays_unless_the_file_is_chosen(
    draft, editor, is_taken
):
    """Stock: the file always wins."""
    po = po_for(draft, {"We met.": "من الملف"})
    edit_online(draft, "We met.", "من الموقع")
    response = upload(editor, po)
    (entry,) = entries_of(response, "conflict")
    assert (entry.now, entry.brought) == ("من الموقع", "من الملف")
    take_over(editor, response, [f"0:{entry.token}"] if is_taken else [])
    assert ("من الملف" in stored(), "من الموقع" in stored()) == (is_taken, not is_taken)


def test_a_choice_is_void_when_the_text_online_changes_after_it_was_shown(draft, editor):
    po = po_for(draft, {"We met.": "من الملف"})
    edit_online(draft, "We met.", "من الموقع")
    response = upload(editor, po)
    (entry,) = entries_of(response, "conflict")
    edit_online(draft, "We met.", "أحدث")
    after = take_over(editor, response, [f"0:{entry.token}"])
    assert "أحدث" in stored()
    assert "1 of them was changed online after the preview" in after.content.decode()


def test_a_text_written_online_between_preview_and_taking_over_does_not_change(draft, editor):
    response = upload(editor, po_for(draft, {"We met.": "من الملف"}))
    assert counts_of(response) == {"new": 1}
    edit_online(draft, "We met.", "من الموقع")
    outcome = reports_of(take_over(editor, response))[0]["outcome"]
    assert (outcome["stored"], outcome["unchanged"], outcome["late"]) == (0, 1, 1)
    assert "من الموقع" in stored()


def test_a_text_that_was_cleared_online_since_the_export_stays_away_unless_the_file_is_chosen(
    draft, editor
):
    """It came back unasked, as new."""
    factories.translate_texts(draft, {"Voices": "أصوات", "We met.": "التقينا."})
    po = po_for(draft, {"We met.": "التقينا هنا."})
    StringTranslation.objects.all().delete()
    response = upload(editor, po)
    assert counts_of(response) == {"conflict": 1, "untouched": 1}
    take_over(editor, response)
    assert not stored()
    response = upload(editor, po)
    (entry,) = entries_of(response, "conflict")
    take_over(editor, response, [f"0:{entry.token}"])
    assert stored() == {"التقينا هنا."}


def test_what_nobody_changed_in_the_file_is_no_conflict_with_what_was_written_online(draft, editor):
    """Each text that was edited online had to be looked at."""
    factories.translate_texts(draft, {"Voices": "أصوات"})
    po = po_for(draft, {"We met.": "التقينا."})
    edit_online(draft, "Voices", "أصوات من هيت")
    response = upload(editor, po)
    assert counts_of(response) == {"changed": 1, "untouched": 1}
    take_over(editor, response)
    assert stored() == {"أصوات من هيت", "التقينا."}


def as_before(po):
    """A file that was exported before its entries recorded what was online."""
    for entry in po:
        entry.occurrences = []
    return po


def test_in_older_files_the_time_decides_what_was_changed_since(draft, editor):
    factories.translate_texts(draft, {"Voices": "أصوات", "We met.": "قديم"})
    po = as_before(po_for(draft, {"Voices": "أخرى", "We met.": "التقينا."}))
    edit_online(draft, "Voices", "أحدث")
    assert counts_of(upload(editor, po)) == {"changed": 1, "conflict": 1}


@pytest.mark.parametrize("time", ["2999-01-01T00:00:00+00:00", "yesterday", ""])
def test_a_file_that_hides_when_it_was_made_overwrites_nothing_unasked(draft, editor, time):
    factories.translate_texts(draft, {"We met.": "من الموقع"})
    po = as_before(po_for(draft, {"We met.": "من الملف"}))
    po.metadata |= {"X-ICSSI-Exported-At": time, "POT-Creation-Date": time}
    assert counts_of(upload(editor, po))["conflict"] == 1


def test_a_machines_suggestion_is_accepted_by_taking_its_mark_away(draft, editor):
    factories.translate_texts(draft, {"We met.": "التقينا."})
    StringTranslation.objects.filter(data="التقينا.").update(translation_type="machine")
    po = po_for(draft)
    po.find("We met.").fuzzy = False
    response = upload(editor, po)
    assert counts_of(response)["new"] == 1
    take_over(editor, response)
    assert StringTranslation.objects.get(data="التقينا.").translation_type == "manual"


def test_the_preview_shows_that_the_original_has_changed_since(editor):
    story, translated = factories.make_translated_story(title="Voices")
    po = po_for(translated)
    story.title = "Other voices"
    story.save_revision().publish()
    response = upload(editor, po)
    assert "The original has changed" in " ".join(reports_of(response)[0]["notes"])
    assert counts_of(response)["unknown"] == 1


def test_an_import_is_taken_over_once(draft, editor):
    response = upload(editor, po_for(draft, {"Voices": "أصوات"}))
    take_over(editor, response)
    assert "taken over already" in words_of(take_over(editor, response))


def test_an_import_never_changes_what_is_public(editor):
    _story, translated = factories.make_translated_story()
    po = po_for(translated)
    for entry in po:
        entry.msgstr = f"{entry.msgstr} جديد"
    before = Page.objects.get(pk=translated.pk).specific.to_json()
    take_over(editor, upload(editor, po))
    after = Page.objects.get(pk=translated.pk).specific
    after.draft_title = translated.draft_title  # the CMS's own list shows the new title
    assert after.to_json() == before


def submit_for_review(client, draft):
    factories.translate_texts(draft).save_target(publish=False)
    page = Page.objects.get(pk=draft.pk).specific
    page.get_workflow().start(page, factories.make_user(roles.COMMUNICATIONS))


def lock(client, draft):
    other = factories.make_user(roles.COMMUNICATIONS)
    Page.objects.filter(pk=draft.pk).update(
        locked=True, locked_by=other, locked_at=timezone.now() - timedelta(hours=1)
    )


@pytest.mark.parametrize(
    ("hinder", "reason"), [(submit_for_review, "is in review"), (lock, "is locked")]
)
def test_a_page_that_may_not_be_edited_now_is_listed_with_the_reason(draft, editor, hinder, reason):
    """Stock: string and PO addresses ignore locks and review."""
    po = po_for(draft, {"We met.": "من الملف"})
    hinder(editor, draft)
    response = upload(editor, po)
    assert reason in words_of(response)
    take_over(editor, response)
    assert "من الملف" not in stored()


def test_many_files_are_listed_and_their_conflicts_chosen_one_by_one(draft, editor):
    po = po_for(draft, {"We met.": "من الملف"})
    edit_online(draft, "We met.", "من الموقع")
    noise = {f"{number}.po": "nothing" for number in range(11)}
    response = upload(editor, zipped({"a.po": str(po), **noise}), "x.zip")
    job = response.context["job"]
    assert job.state == "waiting"  # more than ten files are for the worker
    jobs.run_job.func(str(job.pk))
    address = f"/admin/translations/jobs/{job.pk}/"
    assert "Look at the texts" in editor.get(address).content.decode()
    shown = editor.get(f"{address}files/0/").context["each"]
    (entry,) = dict(shown["groups"])["conflict"]
    editor.post(f"{address}files/0/", {"shown": "0", "take": f"0:{entry.token}"})
    assert "You have chosen the file’s text for 1 of them" in editor.get(address).content.decode()
    editor.post(f"{address}apply/")
    jobs.run_job.func(str(job.pk))
    assert "من الملف" in stored()


def test_the_preview_of_a_large_upload_does_not_unpack_it(draft, editor, monkeypatch):
    job = upload(editor, po_for(draft, {"We met.": "من الملف"})).context["job"]
    monkeypatch.setattr(jobs, "SMALL_BYTES", 10)
    monkeypatch.delattr(views, "members")
    html = editor.get(f"/admin/translations/jobs/{job.pk}/").content.decode()
    assert "Look at the texts" in html


def test_the_preview_costs_as_many_queries_for_many_texts_as_for_few(editor):
    counts = []
    for paragraphs in (2, 12):
        body = [("paragraph", f"<p>Paragraph {number}.</p>") for number in range(paragraphs)]
        draft = factories.begin_translation(factories.make_story(body=body))
        texts = {f"Paragraph {number}.": f"فقرة {number}" for number in range(paragraphs)}
        po = po_for(draft, texts)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = upload(editor, po)
            take_over(editor, response)
        counts.append(len(queries))
    assert counts[0] == counts[1]
