"""The doctor finds what is wrong, and survives it."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import override

from core.background.leases import Lease
from core.background.problems import Kind, report
from core.backup import outcomes
from core.backup.making import copy_ledger
from core.health import probes
from core.health.doctor import (
    background,
    backups,
    content,
    database,
    examining,
    limits,
)
from core.health.doctor.examining import examine
from core.health.doctor.findings import KIT, Check, Status, error, ok
from core.management.commands import doctor
from core.models import ItemText, PublishedItem, WorkerPulse
from core.public import closed
from tests import factories
from tests.core.health.worst import worst
from tests.outages import outage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]


def test_every_check_looks_and_each_has_a_code_of_its_own():
    found = examine()
    codes = [check.code for check in examining.CHECKS]
    assert len(set(codes)) == len(codes)
    assert {each.code for each in found} == set(codes)
    assert not [each for each in found if "could not be checked" in each.finding.text]


def test_on_a_server_of_the_kit_the_lines_are_those_that_work_there(settings):
    settings.ROOT = KIT / "0123456789ab"
    lines = {each.finding.command for each in examine()}
    assert {"sudo systemctl restart icssi-worker", "sudo icssi backup FOLDER"} <= lines
    assert not [each for each in lines if ".venv/bin" in each or each.endswith(".env")]


def test_the_findings_are_in_the_language_of_whoever_asks():
    def without_arabic(text: str) -> bool:
        return not any("\u0621" <= letter <= "\u064a" for letter in text)

    with override("ar"):
        found = examine()
    # Django's own messages are English.
    assert not [
        each for each in found
        if without_arabic(each.finding.text) and not each.finding.is_english
    ]  # fmt: skip
    assert not [each for each in found if without_arabic(each.label) and each.label != "Redis"]


def test_one_check_that_fails_stops_no_other():
    def fail():
        raise RuntimeError("broken")
        yield

    def fail_in_database():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM no_such_table")
        yield

    def succeed():
        yield ok("well")

    found = examine([
        Check("a", "A", fail), Check("b", "B", fail_in_database, asks_database=True),
        Check("c", "C", succeed, asks_database=True), Check("d", "D", fail, waits=True),
        Check("e", "E", succeed, waits=True),
    ])  # fmt: skip
    by_code = {each.code: each.finding for each in found}
    assert {code for code in "abd" if by_code[code].status is Status.ERROR} == set("abd")
    assert by_code["a"].text == "This could not be checked: RuntimeError: broken"
    assert {by_code["c"].text, by_code["e"].text} == {"well"}


def test_what_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(examining, "_ASIDE_SECONDS", 0.05)
    never = threading.Event()

    def hang():
        never.wait()
        yield ok("at last")

    [found] = examine([Check("a", "A", hang, waits=True)])
    never.set()
    assert found.finding.status is Status.ERROR
    assert "no answer" in found.finding.text


def test_a_statement_that_takes_long_is_ended(monkeypatch):
    slow = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
        if connection.vendor == "sqlite"
        else "SELECT pg_sleep(60)"
    )

    def ask():
        with connection.cursor() as cursor:
            cursor.execute(slow)
        yield ok("at last")

    monkeypatch.setattr(examining, "limited_queries", lambda: limits.limited_queries(seconds=0.1))
    [found] = examine([Check("a", "A", ask, asks_database=True)])
    assert found.finding.status is Status.ERROR
    assert PublishedItem.objects.count() >= 0  # the connection goes on


def test_without_a_database_that_is_the_only_thing_said_of_it(settings, monkeypatch):
    with outage("refused") as found:
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(found.port))
        monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/site.sqlite3")
        seen = {each.code: each.finding for each in examine()}
    assert seen["database"].status is Status.ERROR
    assert "worker" not in seen
    assert "permissions" in seen


def test_missing_migrations_are_an_error(monkeypatch):
    assert worst(database.look_at_migrations)[0] is Status.OK
    monkeypatch.setattr(probes, "_migrated", set())
    MigrationRecorder(connection).record_unapplied("home", "0001_initial")
    assert worst(database.look_at_migrations) == (
        Status.ERROR, ".venv/bin/python manage.py migrate",
    )  # fmt: skip


@pytest.mark.parametrize(("seconds", "status"), [(0, Status.OK), (90, Status.ERROR)])
def test_clocks_that_differ_are_an_error(seconds, status):
    assert database._clock(timezone.now() - timedelta(seconds=seconds)).status is status


def test_pages_that_are_not_public_as_they_should_be_are_counted_and_left_alone():
    story = factories.make_story()
    assert worst(content.look_at_publication)[0] is Status.OK
    PublishedItem.objects.filter(page_id=story.pk).update(title="Changed by hand")
    status, line = worst(content.look_at_publication)
    assert (status, line.rpartition(" ")[2]) == (Status.WARNING, "reconcile_publication")
    assert PublishedItem.objects.get(page_id=story.pk).title == "Changed by hand"


def test_items_that_search_does_not_find_are_counted():
    story = factories.make_story()
    assert worst(content.look_at_search)[0] is Status.OK
    ItemText.objects.filter(item__page_id=story.pk).delete()
    assert worst(content.look_at_search)[1].endswith("update_index")


def test_lost_pictures_are_found_and_made_again(photo, settings):
    factories.make_story(lead_image=photo)
    assert worst(content.look_at_pictures)[0] is Status.OK
    lost = photo.renditions.first()
    before = {each.file.name: each.file.size for each in photo.renditions.all()}
    Path(settings.MEDIA_ROOT, lost.file.name).unlink()
    assert worst(content.look_at_pictures)[1].endswith("make_renditions")
    call_command("make_renditions")
    assert worst(content.look_at_pictures)[0] is Status.OK
    assert {each.file.name: each.file.size for each in photo.renditions.all()} == before


def test_a_closed_site_is_an_error():
    assert worst(content.look_at_opening)[0] is Status.OK
    closed.close()
    assert worst(content.look_at_opening)[1].endswith("restore --confirm")


def test_a_worker_that_has_stopped_is_an_error():
    assert worst(background.look_at_worker)[0] is Status.ERROR
    lease = Lease("here:1:a")
    lease.renew()
    assert worst(background.look_at_worker)[0] is Status.OK
    lease.end()  # as by cron, where the next one begins within a minute
    assert worst(background.look_at_worker)[0] is Status.OK
    WorkerPulse.objects.update(seen_at=timezone.now() - timedelta(minutes=10))
    assert worst(background.look_at_worker)[0] is Status.ERROR
    assert background.is_worker_silent()


def test_problems_are_counted():
    assert worst(background.look_at_problems)[0] is Status.OK
    report("a", Kind.TASK, RuntimeError("a"))
    assert worst(background.look_at_problems)[0] is Status.WARNING


def test_a_backup_that_is_missing_old_or_failed_is_an_error(data, settings):
    settings.BACKUP_RESTIC_REPOSITORY = "sftp:elsewhere:/backups"
    assert worst(backups.look_at_backup)[1].endswith("manage.py backup FOLDER")
    outcomes.record_success(Path("/backups/a"), 5_000_000)
    assert worst(backups.look_at_backup)[0] is Status.OK
    outcomes.record_failure("The disk is full.")
    assert worst(backups.look_at_backup)[0] is Status.ERROR
    outcomes.record_success(Path("/backups/b"), 5_000_000)
    old = (timezone.now() - timedelta(days=2)).isoformat()
    file = data / outcomes.NAME
    file.write_text(json.dumps(json.loads(file.read_text()) | {"succeeded_at": old}))
    assert worst(backups.look_at_backup)[0] is Status.ERROR


def test_a_ledger_that_is_not_copied_is_noticed(data, tmp_path):
    assert worst(backups.look_at_ledger)[0] is Status.WARNING
    copy_ledger(tmp_path)
    assert worst(backups.look_at_ledger)[0] is Status.OK
    old = (timezone.now() - timedelta(hours=1)).isoformat()
    file = data / outcomes.NAME
    file.write_text(json.dumps(json.loads(file.read_text()) | {"ledger_at": old}))
    assert worst(backups.look_at_ledger)[0] is Status.ERROR


def test_the_command_exits_with_an_error_and_has_a_form_for_programs(monkeypatch, capsys):
    well = examining.Examined("a", "A", ok("well"))
    ill = examining.Examined("b", "B", error("ill", "manage.py cure"))
    monkeypatch.setattr(doctor, "examine", lambda: [well])
    call_command("doctor")
    assert capsys.readouterr().out == "ok      A: well\n"
    monkeypatch.setattr(doctor, "examine", lambda: [ill, well])
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", json=True)
    assert json.loads(capsys.readouterr().out) == [
        {"check": "b", "status": "error", "text": "ill", "command": "manage.py cure"},
        {"check": "a", "status": "ok", "text": "well", "command": ""},
    ]


def test_nothing_is_written(data, tmp_path):
    factories.make_story()
    with connection.execute_wrapper(_reading_only):
        examine([check for check in examining.CHECKS if not check.waits])


def _reading_only(execute, sql, params, many, context):
    assert sql.split(None, 1)[0].upper() in {"SELECT", "SET", "SAVEPOINT", "RELEASE", "WITH"}, sql
    return execute(sql, params, many, context)
