"""The background worker: queued tasks, e-mail, scheduled publication, repairs.

A task whose worker was killed goes to another worker, so it must be safe to run a task twice.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from django.db import close_old_connections, connections
from django.utils.translation import gettext as _
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.background.email_queue import deliver
from core.background.failed_tasks import LONG, report_long_tasks, settle
from core.background.leases import BEAT, Lease
from core.background.memory import MemoryGrowth
from core.background.problems import Kind, in_each_language, report, solve, surviving
from core.background.renamed_tasks import rename_queued_tasks
from core.background.repeating import Repeated, has_ended_since
from core.background.schedules import repair, run_schedules
from core.databases.availability import is_unavailable

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks at an empty queue, and at what is due
ROUND = 30.0  # seconds between two rounds of schedules, and of repairs
_FAREWELL = 5.0  # seconds in which the other threads may come to their end
_BACKEND = "background"

_rounds: list[Callable[[], object]] = []


class Lane(Protocol):
    """Work that waits for no other: `look` is called once a second in a thread of its own."""

    def look(self) -> object:
        """Do what is due, or begin it."""

    def finish(self) -> object:
        """Do what is due, and return when that is done."""

    def end(self) -> object:
        """Begin nothing any more."""


_lanes: dict[str, Callable[[], Lane]] = {}


def new_worker_id() -> str:
    """Return "<host>:<process id>:<random>", which people can read."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(6)}"


def register_round(work: Callable[[], object]) -> None:
    """Call `work()` in each round too; it decides itself whether anything is due."""
    _rounds.append(work)


def register_lane(name: str, make: Callable[[], Lane]) -> None:
    """Give work that must not wait for other work a thread of its own in each worker."""
    _lanes[name] = make


def run_round() -> None:
    """Do once what the worker does twice a minute: schedules, repairs, what others registered."""
    with surviving(_key(run_schedules), Kind.REPEATED):
        run_schedules()
    run_repairs()


def run_repairs() -> None:
    """Repair published items, then do what others registered; a failure stops none of them."""
    for work in (repair, report_long_tasks, *_rounds):
        with surviving(_key(work), Kind.REPEATED):
            work()


def _key(work: Callable[[], object]) -> str:
    return f"round:{work.__module__}.{work.__qualname__}"


class _TaskRunner(Worker):
    """Runs a task as the library does, and retries or reports failures."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        settle(db_task_result)


class BackgroundWorker:
    """Works until `is_stopped` is set, or until it should start anew.

    Tasks run in the thread that calls `run`. Schedules, repairs, e-mail, the worker's beats and
    each registered lane have threads of their own: a takedown waits neither for a long task, nor
    for a repair of thousands of pages, nor for a slow server.
    """

    def __init__(self) -> None:
        # A plain flag: a signal handler sets it, where waiting for a lock could last for ever.
        self.is_stopped = False
        self.worker_id = new_worker_id()
        self.lease = Lease(self.worker_id)
        self._is_over = self._has_beaten = False
        self._succeeded: set[str] = set()
        self._heart = Repeated("heart", partial(self._attempt, self.beat), BEAT, self._must_beat)
        self._rounds = [
            Repeated("schedules", partial(self._attempt, run_schedules), ROUND, has_ended_since),
            Repeated("repairs", partial(self._attempt, run_repairs), ROUND),
            Repeated("email", partial(self._attempt, deliver), PAUSE),
        ]
        self._lanes = [make() for make in _lanes.values()]
        self._rounds += [
            Repeated(name, partial(self._attempt, lane.look), PAUSE)
            for name, lane in zip(_lanes, self._lanes, strict=True)
        ]
        self._hanging: set[str] = set()

    def run(self) -> None:
        """Work until stopped, or until idle with far more memory than in the beginning.

        A failure is reported and does not end the work.
        """
        while not self.is_stopped and not self.lease.beats:
            self._attempt(self.beat)
            time.sleep(0 if self.lease.beats else PAUSE)
        threads = [self._started(each) for each in (*self._rounds, self._heart)]
        growth = MemoryGrowth()
        while not self.is_stopped and not (growth.is_large and self._is_idle()):
            close_old_connections()
            self._attempt(self.run_queue)
            time.sleep(PAUSE)
        self._end(threads)

    def run_once(self) -> None:
        """Do what is due now; wait until it is known whether workers that hold tasks are alive."""
        self._attempt(self.beat)
        heart = self._started(self._heart)
        run_round()
        self._attempt(self.run_queue)
        self._attempt(deliver)
        for lane in self._lanes:
            self._attempt(lane.finish)
        while self.lease.is_watching():
            time.sleep(PAUSE)
            self._attempt(self.run_queue)
        self._end([heart])

    def _end(self, threads: list[threading.Thread]) -> None:
        self._is_over = True
        for lane in self._lanes:
            lane.end()
        deadline = time.monotonic() + _FAREWELL
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))
        self._attempt(self.give_up_lease)

    def _started(self, repeated: Repeated) -> threading.Thread:
        """Start a thread for `repeated`; the process does not wait for it to end."""
        thread = threading.Thread(target=self._repeat, args=[repeated], daemon=True)
        thread.start()
        return thread

    def _repeat(self, repeated: Repeated) -> None:
        while not self._is_over:
            close_old_connections()
            repeated.look()
            time.sleep(PAUSE)
        connections.close_all()

    def beat(self) -> None:
        """Count up the beats, and take over the tasks of workers that have stopped beating."""
        self._has_beaten = False
        self.lease.renew(is_stopping=self.is_stopped)
        self._has_beaten = True
        if not self.is_stopped:
            self.lease.take_over()
        for each in self._rounds:
            self._log_if_it_hangs(each)

    def _is_idle(self) -> bool:
        return all(each.busy_since is None for each in self._rounds)

    def _must_beat(self, _began_at: datetime) -> bool:
        """Whether a beat failed, or it is not recorded yet that we are stopping."""
        return not self._has_beaten or (self.is_stopped and not self.lease.is_stopping)

    def _log_if_it_hangs(self, repeated: Repeated) -> None:
        key, since = f"hanging:{repeated.name}", repeated.busy_since
        if since is None or time.monotonic() - since < LONG.total_seconds():
            if key in self._hanging:
                self._hanging.discard(key)
                solve(key)
        elif key not in self._hanging:
            self._hanging.add(key)
            reason = in_each_language(lambda: _("It has been going on for more than an hour."))
            error = TimeoutError(repeated.name)
            report(key, Kind.REPEATED, error, reasons=reason, is_explained=True)

    def run_queue(self) -> None:
        """Run the tasks that are ready, one after another."""
        if not self.lease.beats:
            self.beat()
        self.lease.give_back_own()
        ready = DBTaskResult.objects.ready().filter(backend_name=_BACKEND)
        while not self.is_stopped and ready.exists():
            rename_queued_tasks()
            # One task at a time: the library's own loop handles signals, which we do ourselves.
            _TaskRunner(
                queue_names=["*"],
                interval=0,
                batch=True,
                backend_name=_BACKEND,
                startup_delay=False,
                max_tasks=1,
                worker_id=self.worker_id,
                excluded_queue_names=[],
            ).run()

    def give_up_lease(self) -> None:
        """Give back all tasks and end the lease."""
        self.lease.give_back_own()
        self.lease.end()

    def _attempt(self, work: Callable[[], object]) -> None:
        """Do a part of the work; a failure is reported to administrators, and the work goes on."""
        key = _key(work)
        try:
            work()
            if key not in self._succeeded:
                solve(key)
                self._succeeded.add(key)
        except Exception as error:  # noqa: BLE001 - whatever it is, the work goes on
            if is_unavailable(error):
                logger.warning("The database did not answer (%s); trying again", error)
                return
            self._succeeded.discard(key)
            report(key, Kind.REPEATED, error)
