"""Task leases: a live worker holds its task, a dead one's goes to another."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.background.failed_tasks import TRIES, report_long_tasks
from core.background.leases import SILENT_BEATS, Lease
from core.background.processes import own_place, process_start
from core.background.worker import BackgroundWorker, new_worker_id
from core.models import BackgroundProblem, WorkerPulse
from core.publication.tasks import render_stale_items
from core.setup import roles
from tests import factories

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=2)


def worker(**values: Any) -> WorkerPulse:
    """A worker on another machine, or with the place in `values`."""
    given = {"worker_id": new_worker_id(), "place": "elsewhere", "pid": 1, "process_start": "1"}
    return WorkerPulse.objects.create(**(given | values))


def here(process: subprocess.Popen[bytes]) -> WorkerPulse:
    start = process_start(process.pid)
    return worker(place=own_place(), pid=process.pid, process_start=start)


def task_of(pulse: WorkerPulse, started_ago: timedelta = timedelta(0)) -> DBTaskResult:
    task = DBTaskResult.objects.get(pk=render_stale_items.enqueue().id)
    task.claim(pulse.worker_id)
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=timezone.now() - started_ago)
    return DBTaskResult.objects.get(pk=task.pk)


def status(task: DBTaskResult) -> str:
    return DBTaskResult.objects.get(pk=task.pk).status


def watch(lease: Lease, beats: int) -> int:
    """Have a worker live on for some beats; return how many tasks it took over."""
    taken = 0
    for _beat in range(beats):
        lease.renew()
        taken += lease.take_over()
    return taken


@pytest.fixture
def process():
    """A process that lives until the test ends it."""
    command = "import sys; sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", command], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def test_a_live_worker_holds_its_task_for_days(process):
    task = task_of(here(process), LONG_AGO)
    assert watch(Lease(new_worker_id()), SILENT_BEATS * 2) == 0
    assert status(task) == "RUNNING"


def test_a_killed_workers_task_goes_to_another_at_once(process):
    task = task_of(here(process))
    process.kill()  # and nobody has waited for it yet
    assert os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT) is not None
    assert watch(Lease(new_worker_id()), 1) == 1
    assert status(task) == "READY"


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_over_is_done(process):
    task = task_of(here(process))
    process.kill()
    process.wait()
    BackgroundWorker().run_queue()
    assert status(task) == "SUCCESSFUL"


def test_a_later_process_of_the_same_number_holds_nothing():
    """Containers are started again with the same name and the same process number."""
    task = task_of(worker(place=own_place(), pid=os.getpid(), process_start="1"))
    assert watch(Lease(new_worker_id()), 1) == 1
    assert status(task) == "READY"


def test_a_process_number_of_another_container_means_nothing():
    """Each container counts from one; their host names may be the same."""
    task = task_of(worker(place=f"{own_place()}0", pid=os.getpid(), process_start="1"))
    assert watch(Lease(new_worker_id()), 1) == 0
    assert status(task) == "RUNNING"


def test_a_worker_of_another_machine_holds_its_task_while_it_beats():
    pulse, lease = worker(), Lease(new_worker_id())
    task_of(pulse, LONG_AGO)
    for _minute in range(5):
        WorkerPulse.objects.filter(pk=pulse.pk).update(beats=pulse.beats + 1)
        pulse.refresh_from_db()
        assert watch(lease, SILENT_BEATS) == 0
    assert not lease.is_watching()


def test_a_machine_that_is_gone_is_noticed():
    task, lease = task_of(worker()), Lease(new_worker_id())
    assert watch(lease, SILENT_BEATS) == 0
    assert lease.is_watching()
    assert watch(lease, 1) == 1
    assert status(task) == "READY"


def test_no_clock_is_asked():
    """Neither a clock that is wrong nor a machine that slept ends a task."""
    pulse = worker(seen_at=timezone.now() - LONG_AGO)
    task_of(pulse, LONG_AGO)
    WorkerPulse.objects.filter(pk=pulse.pk).update(beats=7)
    assert watch(Lease(new_worker_id()), SILENT_BEATS) == 0


def test_the_task_of_a_worker_that_nobody_knows_is_not_lost():
    task = DBTaskResult.objects.get(pk=render_stale_items.enqueue().id)
    task.claim("somebody")
    assert watch(Lease(new_worker_id()), SILENT_BEATS + 1) == 1


def test_a_worker_that_beats_at_the_last_moment_holds_its_task(monkeypatch):
    """It waited for the same lock as we, and was served first."""
    pulse, lease = worker(), Lease(new_worker_id())
    task = task_of(pulse)
    watch(lease, SILENT_BEATS)
    lease.renew()
    stock = lease._lives

    def moving(*args: Any) -> bool:
        answer = stock(*args)
        WorkerPulse.objects.filter(pk=pulse.pk).update(beats=99)
        return answer

    monkeypatch.setattr(lease, "_lives", moving)
    assert lease.take_over() == 0
    assert status(task) == "RUNNING"


def test_a_task_whose_end_could_not_be_noted_is_given_back_by_its_worker():
    """The worker is alive and beats, so nobody else would ever take it over."""
    background = BackgroundWorker()
    background.beat()
    task = task_of(WorkerPulse.objects.get(pk=background.worker_id))
    background.lease.give_back_own()
    assert status(task) == "READY"


def test_a_task_that_kills_every_worker_is_given_up_and_reported(client):
    pulse = worker(place=own_place(), pid=os.getpid())
    task = task_of(pulse)
    DBTaskResult.objects.filter(pk=task.pk).update(worker_ids=[pulse.pk] * TRIES)
    watch(Lease(new_worker_id()), 1)
    assert status(task) == "FAILED"
    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    assert "render_stale_items: AbandonedError" in client.get("/admin/").content.decode()


def test_ending_workers_on_purpose_does_not_give_up_their_long_task():
    """Three updates of the site within an hour are no reason to fail an import."""
    task = task_of(worker(place=own_place(), pid=os.getpid(), is_stopping=True))
    for _restart in range(TRIES + 1):
        assert watch(Lease(new_worker_id()), 1) == 1
        assert status(task) == "READY"
        pulse = worker(place=own_place(), pid=os.getpid(), is_stopping=True)
        DBTaskResult.objects.get(pk=task.pk).claim(pulse.pk)


def test_a_task_that_takes_very_long_is_reported_to_administrators_and_goes_on(process, client):
    task = task_of(here(process), LONG_AGO)
    report_long_tasks()
    report_long_tasks()
    assert status(task) == "RUNNING"
    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    assert "for more than an hour" in client.get("/admin/").content.decode()
    DBTaskResult.objects.filter(pk=task.pk).update(status="SUCCESSFUL")
    report_long_tasks()
    assert not BackgroundProblem.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="has one writer")
@pytest.mark.django_db(transaction=True)
def test_while_nobody_can_write_nobody_is_given_up():
    """A long transaction prevents the holder of a task from beating, and us too."""
    lease, task = Lease(new_worker_id()), task_of(worker())
    watch(lease, 1)
    other = connections.create_connection("default")
    other.connect()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    try:
        other.cursor().execute("BEGIN IMMEDIATE")
        for _beat in range(SILENT_BEATS * 3):
            with pytest.raises(OperationalError):
                lease.renew()
            lease.take_over()
        other.cursor().execute("ROLLBACK")
    finally:
        other.close()
        connection.close()  # with its short patience
    assert status(task) == "RUNNING"
