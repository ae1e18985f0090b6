"""Background work: queued tasks, scheduled publication, and that one does not stop the other."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from core.background import worker
from core.background.repeating import Repeated, has_ended_since
from core.background.worker import BackgroundWorker, new_worker_id, register_round, run_round
from core.media.tasks import make_photo_renditions
from core.models import BackgroundProblem, PublishedItem, WorkerPulse
from core.publication.tasks import render_stale_items
from core.setup import roles
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_an_uploaded_picture_gets_its_sizes_from_the_worker():
    image = factories.make_image()
    assert not image.renditions.exists()
    BackgroundWorker().run_queue()
    assert image.renditions.count() == 2 * 4 + 1  # widths in two formats, and the social one
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.django_db(transaction=True)
def test_a_round_publishes_what_is_due_and_withdraws_what_has_expired():
    due, expired = factories.make_story(live=False), factories.make_story()
    due.go_live_at = timezone.now() + timedelta(seconds=1)
    due.save_revision().publish()
    assert not PublishedItem.objects.public().filter(page_id=due.pk).exists()
    time.sleep(1.1)  # until it is due
    type(expired).objects.filter(pk=expired.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("work", "--once")
    public = set(
        PublishedItem.objects.public().filter(type="news").values_list("page_id", flat=True)
    )
    assert public == {due.pk}
    expired.refresh_from_db()
    assert not expired.live


def test_a_page_whose_time_is_up_is_not_left_to_the_next_round():
    story, rounds = factories.make_story(), []
    schedules = Repeated("schedules", lambda: rounds.append(1), 1000, has_ended_since)
    schedules.look()
    schedules.look()
    assert len(rounds) == 1
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=timezone.now())
    schedules.look()
    schedules.look()
    assert len(rounds) == 2


@contextmanager
def working() -> Iterator[BackgroundWorker]:
    """A worker at work, with all its threads, until the block ends."""
    worker = BackgroundWorker()
    thread = threading.Thread(target=lambda: (worker.run(), connections.close_all()))
    thread.start()
    try:
        yield worker
    finally:
        worker.is_stopped = True
        thread.join(30)
        assert not thread.is_alive()


def eventually(condition: Callable[[], object], seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
def test_what_has_to_be_taken_down_does_not_wait_for_a_long_task(monkeypatch):
    """The task ends only when the page is down, so that waiting for it would be for ever."""
    story = factories.make_story()
    is_running, may_end = threading.Event(), threading.Event()

    def long_task() -> None:
        is_running.set()
        may_end.wait(180)

    monkeypatch.setattr("core.publication.tasks.render_stale", long_task)
    task = render_stale_items.enqueue()
    with working() as worker:
        try:
            assert is_running.wait(30)
            Page.objects.filter(pk=story.pk).update(expire_at=timezone.now())
            PublishedItem.objects.filter(page_id=story.pk).update(expires_at=timezone.now())
            assert eventually(lambda: not Page.objects.get(pk=story.pk).live)
            assert DBTaskResult.objects.get(pk=task.id).status == "RUNNING"
        finally:
            may_end.set()
        assert eventually(lambda: DBTaskResult.objects.get(pk=task.id).status == "SUCCESSFUL")
    assert not WorkerPulse.objects.filter(pk=worker.worker_id).exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_survives_a_fault_and_administrators_see_it_until_it_is_over(client):
    def broken() -> None:
        if is_broken.is_set():
            raise RuntimeError("broken")

    is_broken = threading.Event()
    is_broken.set()
    register_round(broken)
    try:
        run_round()
        client.force_login(factories.make_user(roles.ADMINISTRATORS))
        assert "A fault of the program (RuntimeError)" in client.get("/admin/").content.decode()
        is_broken.clear()
        run_round()
        assert "A fault of the program" not in client.get("/admin/").content.decode()
    finally:
        worker._rounds.remove(broken)


@pytest.mark.parametrize("fault", [RuntimeError("broken"), OperationalError("database is locked")])
@pytest.mark.django_db(transaction=True)
def test_a_schedule_that_fails_stops_neither_repairs_nor_the_other_rounds(monkeypatch, fault):
    story, rounds = factories.make_story(), []

    def refuse() -> None:
        raise fault

    monkeypatch.setattr(worker, "run_schedules", refuse)
    monkeypatch.setattr(worker, "_rounds", [lambda: rounds.append(1)])
    refuse.__qualname__ = "run_schedules"
    Page.objects.filter(pk=story.pk).update(live=False)
    run_round()
    assert not PublishedItem.objects.public().filter(page_id=story.pk).exists()
    assert rounds


@pytest.mark.django_db(transaction=True)
def test_a_task_that_met_a_locked_database_is_tried_again(monkeypatch):
    def locked() -> None:
        raise OperationalError("database is locked")

    task = render_stale_items.enqueue()
    with monkeypatch.context() as patch:
        patch.setattr("core.publication.tasks.render_stale", locked)
        BackgroundWorker().run_queue()
    assert DBTaskResult.objects.get(pk=task.id).status == "READY"
    DBTaskResult.objects.update(run_after=timezone.now())
    BackgroundWorker().run_queue()
    assert DBTaskResult.objects.get(pk=task.id).status == "SUCCESSFUL"
    assert not BackgroundProblem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_failed_task_is_reported_to_administrators_until_the_same_succeeds(monkeypatch, client):
    def broken() -> None:
        raise RuntimeError("broken")

    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    with monkeypatch.context() as patch:
        patch.setattr("core.publication.tasks.render_stale", broken)
        render_stale_items.enqueue()
        BackgroundWorker().run_queue()
    home = client.get("/admin/").content.decode()
    assert "core.publication.tasks.render_stale_items: RuntimeError" in home
    render_stale_items.enqueue()
    BackgroundWorker().run_queue()
    assert "core.publication.tasks.render_stale_items" not in client.get("/admin/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_task_for_a_queue_of_others_does_not_hold_up_the_worker():
    """It would look for it for ever, and never run a round."""
    task = render_stale_items.enqueue()
    DBTaskResult.objects.filter(pk=task.id).update(backend_name="of another release")
    BackgroundWorker().run_queue()
    assert DBTaskResult.objects.get(pk=task.id).status == "READY"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("old_path", "arguments"),
    [
        ("core.tasks.render_stale_items", []),
        ("core.tasks.make_photo_renditions", [0]),
        ("translation.tasks.refresh_strings", ["00000000-0000-0000-0000-000000000000"]),
    ],
)
def test_a_task_that_was_queued_before_its_function_moved_runs(old_path, arguments):
    task = render_stale_items.enqueue()
    DBTaskResult.objects.filter(pk=task.id).update(
        task_path=old_path, args_kwargs={"args": arguments, "kwargs": {}}
    )
    BackgroundWorker().run_queue()
    assert DBTaskResult.objects.get(pk=task.id).status == "SUCCESSFUL"


def test_repairs_can_be_asked_for_by_command(capsys):
    story = factories.make_story()
    type(story).objects.filter(pk=story.pk).update(live=False)
    call_command("reconcile_publication")
    assert "withdrawn" in capsys.readouterr().out
    assert not PublishedItem.objects.public().filter(page_id=story.pk).exists()
    call_command("rebuild_publication")
    assert "items are public" in capsys.readouterr().out


def test_worker_ids_name_host_and_process():
    assert new_worker_id().split(":")[1] == str(os.getpid())


def test_tasks_bear_running_twice():
    image = factories.make_image()
    make_photo_renditions.call(image.pk)
    make_photo_renditions.call(image.pk)
    assert image.renditions.count() == 2 * 4 + 1  # widths in two formats, and the social one
