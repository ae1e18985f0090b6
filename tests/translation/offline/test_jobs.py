"""Exports and imports as jobs: progress, result, owner, an interrupted worker."""

import io
import zipfile
from datetime import timedelta

import polib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import GroupPagePermission
from wagtail_localize.models import Translation

from core.background import worker
from core.background.worker import BackgroundWorker
from core.models import WorkerPulse
from core.setup import roles
from tests import factories
from tests.translation.offline.files import (
    JOBS,
    export,
    exported,
    po_for,
    stored,
    upload,
    zipped,
)
from tests.translation.screens import row_of
from translation import jobs
from translation.models import Job, TranslationStatus
from translation.offline import import_job

pytestmark = pytest.mark.django_db


def work_on(job):
    """Do what the worker would do with the task that waits for it."""
    task = DBTaskResult.objects.ready().filter(task_path="translation.jobs.run_job").get()
    assert task.args_kwargs["args"] == [str(job.pk)]
    jobs.run_job.func(str(job.pk))
    task.delete()


def files_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_one_translation_is_exported_as_a_po_file(editor, draft):
    response = exported(editor, draft)
    assert "voices.ar.po" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert polib.pofile(response.content.decode(), encoding="utf-8").find("We met.")


def test_files_of_one_title_have_names_of_their_own(editor, draft):
    other = factories.begin_translation(factories.make_story(title="VOICES"))
    arabic = factories.begin_translation(factories.make_story("ar", title="أصوات"), "en")
    job = export(editor, row_of(draft), row_of(other), row_of(arabic)).context["job"]
    names = set(files_in(editor.get(f"{JOBS}{job.pk}/file/").content))
    assert names == {"voices.ar.po", "voices-2.ar.po", "أصوات.en.po"}


def test_a_zip_file_is_named_by_the_languages_that_are_in_it(editor, draft):
    """And not by that of a translation that was left out."""
    stopped = factories.begin_translation(factories.make_story("ar"), "en")
    Translation.objects.filter(pk=factories.translation_of(stopped).pk).update(enabled=False)
    other = factories.begin_translation(factories.make_story())
    job = export(editor, row_of(draft), row_of(other), row_of(stopped)).context["job"]
    assert job.file_name.startswith("translations-ar-2")


def test_an_export_begins_nothing_and_lists_what_it_leaves_out(editor):
    missing = factories.make_story(title="Missing")
    separate, _other = factories.make_pair()
    draft = factories.begin_translation(factories.make_story(title="Stopped"))
    translation = factories.translation_of(draft)
    translation.enabled = False
    translation.save()
    response = export(editor, row_of(missing), row_of(separate), row_of(draft))
    html = response.content.decode()
    assert "written separately" in html
    assert "edited by hand" in html
    assert "1 translation is ready" in html
    assert row_of(missing).status == "missing"


def test_whoever_may_not_begin_translations_exports_those_that_are_begun(client, draft):
    client.force_login(factories.make_user(roles.translators("ar")))
    story = factories.make_story(title="Below")
    english = factories.begin_translation(factories.make_story("ar"), "en")
    job = export(client, row_of(draft), row_of(story), row_of(english)).context["job"]
    assert job.options["rows"] == [row_of(story).pk, row_of(draft).pk]  # not into English


@pytest.mark.parametrize("rows", [[], ["x"], ["9" * 30], ["0"]])
def test_an_export_of_nothing_is_refused(editor, rows):
    response = editor.post("/admin/translations/export/", {"rows": rows}, follow=True)
    assert "Choose the translations to export first" in response.content.decode()
    assert not Job.objects.exists()


def test_an_export_is_not_begun_by_a_link(editor):
    assert editor.get("/admin/translations/export/").status_code == 405


@pytest.mark.any_database
def test_fifty_stories_go_out_and_come_back(editor):
    """The round trip, by the addresses and the worker's task."""
    stories = [factories.make_story(title=f"Story no {number}") for number in range(50)]
    response = export(editor, *map(row_of, stories))
    job = response.context["job"]
    assert "You may close this tab" in response.content.decode()
    assert editor.get(f"{JOBS}{job.pk}/progress/").json()["is_open"]
    work_on(job)
    state = editor.get(f"{JOBS}{job.pk}/progress/").json()
    assert (state["is_open"], state["done"], state["total"]) == (False, 50, 50)
    files = files_in(editor.get(f"{JOBS}{job.pk}/file/").content)
    assert len(files) == 50
    for name, text in files.items():
        po = polib.pofile(text, encoding="utf-8")
        for entry in po:
            entry.msgstr = f"ترجمة {entry.msgid}"
        files[name] = str(po)
    job = upload(editor, zipped(files), "back.zip").context["job"]
    work_on(job)
    assert "Take over" in editor.get(f"{JOBS}{job.pk}/").content.decode()
    editor.post(f"{JOBS}{job.pk}/apply/")
    work_on(job)
    done = TranslationStatus.objects.filter(status="draft", done=2, total=2)
    assert done.count() == 50
    assert not any(row.target_page.live for row in done)
    assert editor.get(f"{JOBS}{job.pk}/").status_code == 200


def waiting_import(client, drafts):
    files = {f"{n}.po": str(po_for(each, {each.title: f"نص {n}"})) for n, each in enumerate(drafts)}
    job = upload(client, zipped(files), "x.zip").context["job"]
    job.state, job.options["is_chosen"] = Job.State.WAITING, True
    job.save()
    return job


def test_an_interrupted_import_continues_where_it_stopped(editor, draft, monkeypatch):
    other = factories.begin_translation(factories.make_story(title="Other"))
    job = waiting_import(editor, [draft, other])
    real, done = import_job.apply, []

    def killed_at_the_second(*args):
        if done:
            raise KeyboardInterrupt
        done.append(real(*args))
        return done[0]

    monkeypatch.setattr(import_job, "apply", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        jobs.run_job.func(str(job.pk))
    monkeypatch.setattr(import_job, "apply", real)
    assert len(stored()) == 1
    jobs.run_job.func(str(job.pk))
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    assert [file["outcome"]["stored"] for file in job.report["files"]] == [1, 1]
    assert (job.state, job.file) == (Job.State.DONE, None)


def test_a_fault_in_one_file_leaves_nothing_of_it_and_the_others_go_on(editor, draft, monkeypatch):
    other = factories.begin_translation(factories.make_story(title="Other"))
    job = waiting_import(editor, [draft, other])
    real = import_job.apply

    def faulty(file, target, *args):
        result = real(file, target, *args)
        if target.page.pk == draft.pk:
            raise ZeroDivisionError
        return result

    monkeypatch.setattr(import_job, "apply", faulty)
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    assert stored() == {"نص 1"}
    assert "fault of the program" in job.report["files"][0]["reason"]
    assert job.state == Job.State.DONE


def test_a_failed_job_shows_the_reason(editor, draft, monkeypatch):
    def faulty(job, step):
        raise ZeroDivisionError

    job = jobs.create(factories.make_user(roles.COMMUNICATIONS), Job.Kind.EXPORT)
    monkeypatch.setattr(jobs, "export", faulty)
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    editor.force_login(job.owner)
    assert "A fault of the program" in editor.get(f"{JOBS}{job.pk}/").content.decode()


def test_a_job_whose_task_was_given_up_has_failed(editor, draft):
    rows = [factories.make_story() for _number in range(11)]
    job = export(editor, *map(row_of, rows)).context["job"]
    DBTaskResult.objects.update(status="FAILED")
    assert "has been given up" in editor.get(f"{JOBS}{job.pk}/").content.decode()


def test_the_page_shows_when_no_worker_runs(editor):
    owner = factories.make_user(roles.COMMUNICATIONS)
    editor.force_login(owner)
    job = jobs.create(owner, Job.Kind.EXPORT)
    assert not editor.get(f"{JOBS}{job.pk}/progress/").json()["is_stuck"]
    Job.objects.update(moved_at=timezone.now() - timedelta(minutes=1))
    assert editor.get(f"{JOBS}{job.pk}/progress/").json()["is_stuck"]
    assert "manage.py work" in editor.get(f"{JOBS}{job.pk}/").content.decode()


def test_a_long_step_of_a_living_worker_is_not_shown_as_stuck(editor):
    owner = factories.make_user(roles.COMMUNICATIONS)
    editor.force_login(owner)
    job = jobs.create(owner, Job.Kind.EXPORT)
    jobs.start(job)
    worker = BackgroundWorker()
    worker.beat()
    DBTaskResult.objects.get().claim(worker.worker_id)
    Job.objects.update(state=Job.State.RUNNING, moved_at=timezone.now() - timedelta(minutes=9))
    assert not editor.get(f"{JOBS}{job.pk}/progress/").json()["is_stuck"]
    WorkerPulse.objects.update(seen_at=timezone.now() - timedelta(minutes=9))
    assert editor.get(f"{JOBS}{job.pk}/progress/").json()["is_stuck"]


@pytest.mark.parametrize("other", [{"role": roles.COMMUNICATIONS}, {"is_superuser": True}])
def test_nobody_else_sees_a_job_or_its_file(editor, client, draft, other):
    job = export(editor, row_of(draft)).context["job"]
    one = f"{JOBS}{job.pk}/"
    client.force_login(factories.make_user(**other))
    for address in (one, f"{one}progress/", f"{one}file/", f"{one}files/0/"):
        assert client.get(address).status_code == 404
    for address in (f"{one}apply/", f"{one}discard/"):
        assert client.post(address).status_code == 404
    assert str(job.pk) not in client.get(JOBS).content.decode()


def test_jobs_are_gone_after_a_day(editor, draft):
    job = export(editor, row_of(draft)).context["job"]
    Job.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert editor.get(f"{JOBS}{job.pk}/file/").status_code == 404
    worker.run_round()  # although nobody exports or imports anything
    assert not Job.objects.exists()


def test_a_running_job_is_not_removed_after_its_day(editor, draft):
    """A queue that was long, or a large import: its end is not cut off by a clock."""
    job = export(editor, row_of(draft)).context["job"]
    day_ago = timezone.now() - timedelta(hours=25)
    Job.objects.update(created_at=day_ago, state=Job.State.RUNNING, moved_at=timezone.now())
    worker.run_round()
    assert editor.get(f"{JOBS}{job.pk}/").status_code == 200
    Job.objects.update(moved_at=day_ago)  # nobody is at it any more
    worker.run_round()
    assert not Job.objects.exists()


def test_an_export_is_removed_by_hand(editor, draft):
    job = export(editor, row_of(draft)).context["job"]
    editor.post(f"{JOBS}{job.pk}/discard/")
    assert not Job.objects.exists()


def test_the_status_is_rebuilt_by_administrators_alone(editor, client, draft):
    assert editor.post(f"{JOBS}rebuild/").status_code in {302, 403}
    assert not Job.objects.exists()
    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    row_of(draft).delete()
    client.post(f"{JOBS}rebuild/")
    work_on(Job.objects.get())
    assert row_of(draft).status == "draft"
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.parametrize("address", [JOBS, "/admin/translations/import/"])
def test_who_works_on_no_language_does_not_get_in(client, address):
    user = factories.make_user(roles.translators("ar"))
    client.force_login(user)
    assert client.get(address).status_code == 200
    GroupPagePermission.objects.all().delete()
    assert client.get(address).status_code in {302, 403}


def test_the_list_costs_as_many_queries_for_many_jobs_as_for_one(editor, draft):
    counts = []
    for _round in range(2):
        export(editor, row_of(draft))
        with CaptureQueriesContext(connection) as queries:
            editor.get(JOBS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
