"""Background work: queued tasks, scheduled publication, tasks of killed workers."""

import os
import socket
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.background import TRIES, BackgroundWorker, new_worker_id, reap
from core.models import ShelfItem
from core.tasks import make_photo_renditions, render_stale_items
from tests import factories

pytestmark = pytest.mark.django_db


def claimed_by(worker_id: str, started_ago: timedelta = timedelta(0)) -> DBTaskResult:
    task = DBTaskResult.objects.get(pk=render_stale_items.enqueue().id)
    task.claim(worker_id)
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=timezone.now() - started_ago)
    return DBTaskResult.objects.get(pk=task.pk)


def dead_worker() -> str:
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    return f"{socket.gethostname()[:30]}:{process.pid}:dead"


@pytest.mark.django_db(transaction=True)
def test_an_uploaded_picture_gets_its_sizes_from_the_worker():
    image = factories.make_image()
    assert not image.renditions.exists()
    BackgroundWorker().run_queue()
    assert image.renditions.count() == 4
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_task_goes_to_another():
    task = claimed_by(dead_worker())
    assert reap() == 1
    BackgroundWorker().run_queue()
    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"


def test_a_living_workers_task_is_left_to_it():
    claimed_by(f"{socket.gethostname()[:30]}:{os.getppid()}:x")
    assert reap() == 0


def test_a_task_of_a_worker_whose_number_is_ours_now_goes_to_us():
    """Containers are started again with the same name and the same process number."""
    claimed_by(new_worker_id())
    assert reap() == 1


def test_a_task_is_not_held_for_ever_by_whoever_has_its_workers_number_now():
    claimed_by(f"{socket.gethostname()[:30]}:{os.getppid()}:x", started_ago=timedelta(hours=1))
    assert reap() == 1


def test_another_machines_task_is_taken_over_after_a_while():
    claimed_by("elsewhere:1:x")
    assert reap() == 0
    claimed_by("elsewhere:1:x", started_ago=timedelta(hours=1))
    assert reap() == 1


def test_a_task_that_kills_every_worker_is_given_up():
    task = claimed_by(dead_worker())
    DBTaskResult.objects.filter(pk=task.pk).update(worker_ids=[dead_worker()] * TRIES)
    reap()
    task.refresh_from_db()
    assert task.status == "FAILED"


@pytest.mark.django_db(transaction=True)
def test_a_round_publishes_what_is_due_and_withdraws_what_has_expired():
    due, expired = factories.make_story(live=False), factories.make_story()
    due.go_live_at = timezone.now() + timedelta(seconds=1)
    due.save_revision().publish()
    assert not ShelfItem.objects.public().filter(page_id=due.pk).exists()
    time.sleep(1.1)  # until it is due
    type(expired).objects.filter(pk=expired.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("work", "--once")
    public = set(ShelfItem.objects.public().filter(type="news").values_list("page_id", flat=True))
    assert public == {due.pk}
    expired.refresh_from_db()
    assert not expired.live


@pytest.mark.django_db
def test_a_page_whose_time_is_up_is_taken_down_without_waiting_for_the_round(monkeypatch):
    worker, rounds = BackgroundWorker(), []
    story = factories.make_story()

    def one_round():
        rounds.append(timezone.now())
        if len(rounds) == 1:
            soon = timezone.now() + timedelta(seconds=0.2)
            ShelfItem.objects.filter(page_id=story.pk).update(expires_at=soon)

    def idle():
        worker.is_stopped = len(rounds) == 2 or timezone.now() > began + timedelta(seconds=10)

    monkeypatch.setattr("core.background.PAUSE", 0.05)
    monkeypatch.setattr("core.background.run_round", one_round)
    monkeypatch.setattr("core.background.close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "run_queue", idle)
    began = timezone.now()
    worker.run()
    assert len(rounds) == 2
    assert rounds[1] - rounds[0] < timedelta(seconds=5)


@pytest.mark.django_db
def test_the_worker_stops_when_told_and_survives_a_fault(monkeypatch):
    worker = BackgroundWorker()
    calls = []

    def faulty():
        calls.append(1)
        if len(calls) == 2:
            worker.is_stopped = True
        raise RuntimeError("broken")

    monkeypatch.setattr("core.background.PAUSE", 0)
    monkeypatch.setattr("core.background.run_round", lambda: None)
    monkeypatch.setattr("core.background.close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "run_queue", faulty)
    worker.run()
    assert len(calls) == 2


def test_repairs_can_be_asked_for_by_command(capsys):
    story = factories.make_story()
    type(story).objects.filter(pk=story.pk).update(live=False)
    call_command("reconcile_publication")
    assert "withdrawn" in capsys.readouterr().out
    assert not ShelfItem.objects.public().filter(page_id=story.pk).exists()
    call_command("rebuild_publication")
    assert "items are public" in capsys.readouterr().out


def test_worker_ids_tell_host_and_process():
    assert new_worker_id().split(":")[1] == str(os.getpid())


def test_tasks_bear_running_twice():
    image = factories.make_image()
    make_photo_renditions.call(image.pk)
    make_photo_renditions.call(image.pk)
    assert image.renditions.count() == 4
