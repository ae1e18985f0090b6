"""Task leases: a live worker holds its task, however long it takes; a dead one loses it to another.

Each live worker counts up its beats in the database. A watching worker uses no clock but its own
beats: a worker whose count has not changed during six of them is taken to be dead. So clocks may
differ or jump and machines may sleep; and while a long transaction blocks all writing, nobody beats
and nobody is given up. On the same machine the process itself is checked, which is faster and more
reliable.
"""

import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.background.failed_tasks import TRIES, AbandonedError, report_failed
from core.background.problems import Kind, surviving
from core.background.processes import lives, own_place, process_start
from core.models import WorkerPulse

logger = logging.getLogger(__name__)

BEAT = 10.0  # seconds between two beats
SILENT_BEATS = 6
_FORGOTTEN = timedelta(days=7)
ENDED = "ended"  # in place of a worker's id: when the last one ended


@dataclass(frozen=True)
class _Sight:
    """The beats of another worker when they last changed, and ours at that time."""

    beats: int | None
    since: int
    has_moved: bool = False


class Lease:
    """A worker's beats, and its watch over the tasks of others."""

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self.beats = 0
        self.is_stopping = False
        self._watched: dict[str, _Sight] = {}

    def renew(self, *, is_stopping: bool = False) -> None:
        """Count up the beats. To be called before the first task is claimed."""
        mine = WorkerPulse.objects.filter(pk=self.worker_id)
        values = {"is_stopping": is_stopping, "seen_at": timezone.now()}
        if not mine.update(beats=F("beats") + 1, **values):
            self._begin()
        self.beats += 1
        self.is_stopping = is_stopping

    def _begin(self) -> None:
        pid = os.getpid()
        WorkerPulse.objects.filter(seen_at__lt=timezone.now() - _FORGOTTEN).delete()
        WorkerPulse.objects.create(
            worker_id=self.worker_id,
            place=own_place(),
            pid=pid,
            process_start=process_start(pid),
        )

    def end(self) -> None:
        """Remove the beats of this worker, which holds no task any more.

        When it ended is stored: where cron runs the worker, there are no beats in between.
        """
        WorkerPulse.objects.filter(pk=self.worker_id).delete()
        WorkerPulse.objects.update_or_create(
            pk=ENDED,
            defaults={"place": own_place(), "pid": os.getpid(), "seen_at": timezone.now()},
        )

    def give_back_own(self) -> int:
        """Give back the tasks recorded as ours, called while we run nothing; return how many.

        The end of a task is not recorded if the database could not be reached just then.
        """
        return _give_back_all([(task, None) for task in self._running(is_ours=True)])

    def take_over(self) -> int:
        """Give the tasks of dead workers to others, up to three times; return how many."""
        tasks = self._running(is_ours=False)
        workers = {_worker_of(task) for task in tasks}
        pulses = WorkerPulse.objects.in_bulk(workers)
        gone = {worker for worker in workers if not self._lives(worker, pulses.get(worker))}
        self._watched = {each: sight for each, sight in self._watched.items() if each in workers}
        abandoned = [task for task in tasks if _worker_of(task) in gone]
        return _give_back_all([(task, pulses.get(_worker_of(task))) for task in abandoned])

    def is_watching(self) -> bool:
        """Whether it is not known yet of some worker whether it is alive."""
        return any(not sight.has_moved for sight in list(self._watched.values()))

    def _running(self, *, is_ours: bool) -> list[DBTaskResult]:
        running = DBTaskResult.objects.running()
        return [task for task in running if (_worker_of(task) == self.worker_id) == is_ours]

    def _lives(self, worker: str, pulse: WorkerPulse | None) -> bool:
        if pulse is not None and pulse.place == own_place():
            answer = lives(pulse.pid, pulse.process_start)
            if answer is not None:
                return answer
        beats = pulse.beats if pulse else None
        sight = self._watched.setdefault(worker, _Sight(beats, self.beats))
        if sight.beats != beats:
            self._watched[worker] = _Sight(beats, self.beats, has_moved=True)
            return True
        return self.beats - sight.since < SILENT_BEATS


def is_worked_on(task_id: str | None) -> bool:
    """Whether a task runs and its worker has beaten lately; for display only."""
    task = DBTaskResult.objects.running().filter(pk=task_id).first()
    lately = timezone.now() - timedelta(seconds=BEAT * SILENT_BEATS * 2)
    return task is not None and (
        WorkerPulse.objects.filter(pk=_worker_of(task), seen_at__gt=lately).exists()
    )


def last_seen() -> datetime | None:
    """Return when any worker was last alive; None if that was never, or a week ago."""
    newest = WorkerPulse.objects.aggregate(newest=Max("seen_at"))["newest"]
    return newest if isinstance(newest, datetime) else None


def _worker_of(task: DBTaskResult) -> str:
    return task.worker_ids[-1] if task.worker_ids else ""


def _give_back_all(abandoned: list[tuple[DBTaskResult, WorkerPulse | None]]) -> int:
    count = 0
    for task, pulse in abandoned:
        with surviving(f"take-over:{task.pk}", Kind.REPEATED):
            count += _give_back(task, pulse)
    return count


def _give_back(task: DBTaskResult, pulse: WorkerPulse | None) -> bool:
    """Give a task to another worker, unless its own has beaten after all; return whether."""
    with transaction.atomic():
        if pulse and WorkerPulse.objects.filter(pk=pulse.pk).exclude(beats=pulse.beats).exists():
            return False
        held = DBTaskResult.objects.filter(
            pk=task.pk, status="RUNNING", started_at=task.started_at
        ).select_for_update()
        if not held.exists():
            return False
        logger.warning("Task %s was abandoned by %s", task.task_path, _worker_of(task))
        if pulse and pulse.is_stopping:  # it was stopped, not killed by the task
            del task.worker_ids[-1:]
        if len(task.worker_ids) < TRIES:
            held.update(status="READY", started_at=None, worker_ids=task.worker_ids)
            return True
        task.set_failed(AbandonedError(f"Abandoned by {TRIES} workers."))
        report_failed(task)
        return True
