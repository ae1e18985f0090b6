"""The one owner of background work: queued tasks, e-mail, scheduled publication, repairs.

A task whose worker was killed goes to another worker, so tasks must bear running twice.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.email_queue import deliver
from core.models import ShelfItem

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks at an empty queue
ROUND = 30.0  # seconds between two rounds of scheduled publication and repair
LAST_EMAIL = 5.0  # seconds that a worker which ends waits for the e-mail that is leaving
LONGEST_TASK = timedelta(minutes=15)  # after which a task counts as abandoned wherever it runs
TRIES = 3

_rounds: list[Callable[[], object]] = []


def new_worker_id() -> str:
    """Return "<host>:<process id>:<random>", by which others see whether the worker lives."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(6)}"


class BackgroundWorker:
    """Works until `is_stopped` is set: queue and e-mail once a second, the round every 30 seconds.

    A page whose time is up is not waited for: other pages name it until the round takes it down.
    """

    def __init__(self) -> None:
        # A plain flag: a signal handler sets it, where waiting for a lock could last for ever.
        self.is_stopped = False
        self.worker_id = new_worker_id()

    def run(self) -> None:
        """Work until told to stop; a fault is logged and does not end the work."""
        carrier = threading.Thread(target=self._carry_email, daemon=True)
        carrier.start()
        next_round, began_at = 0.0, timezone.now()
        while not self.is_stopped:
            close_old_connections()
            if time.monotonic() >= next_round or self._has_ended_since(began_at):
                began_at = timezone.now()
                self._attempt(run_round)
                next_round = time.monotonic() + ROUND
            self._attempt(self.run_queue)
            time.sleep(PAUSE)
        carrier.join(LAST_EMAIL)

    def _carry_email(self) -> None:
        """Send e-mail beside the other work, which must not wait for a slow server."""
        while not self.is_stopped:
            close_old_connections()
            self._attempt(deliver)
            time.sleep(PAUSE)
        connections.close_all()

    def _has_ended_since(self, moment: datetime) -> bool:
        """Whether the time of a public page was up after `moment`."""
        ended = ShelfItem.objects.filter(expires_at__gt=moment, expires_at__lte=timezone.now())
        try:
            return ended.filter(is_public=True).exists()
        except DatabaseError:  # the next attempt tells of it
            return False

    def run_queue(self) -> None:
        """Run the tasks that are ready, one after another."""
        reap()
        while not self.is_stopped and DBTaskResult.objects.ready().exists():
            # Asked one at a time: the library's own loop handles signals, which is ours to do.
            Worker(
                queue_names=["*"],
                interval=0,
                batch=True,
                backend_name="background",
                startup_delay=False,
                max_tasks=1,
                worker_id=self.worker_id,
                excluded_queue_names=[],
            ).run()

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except DatabaseError as error:
            logger.warning("The database did not answer (%s); trying again", error)
        except Exception:
            logger.exception("Background work failed and goes on")


def register_round(work: Callable[[], object]) -> None:
    """Call `work()` in each round too; it looks for itself whether anything is due."""
    _rounds.append(work)


def run_round() -> None:
    """Publish and expire what is due, then repair what no signal saw, then do what others ask.

    The command is that of the translation app, which ends with a reconciliation.
    """
    call_command("publish_scheduled", verbosity=0)
    for work in _rounds:
        try:
            work()
        except Exception:
            logger.exception("A part of the round failed; the others go on")


def reap(now_alive: Callable[[int], bool] | None = None) -> int:
    """Give the tasks of killed workers to others, up to three times; return how many."""
    is_alive = now_alive or _process_lives
    abandoned = [task for task in DBTaskResult.objects.running() if _is_abandoned(task, is_alive)]
    for task in abandoned:
        if len(task.worker_ids) >= TRIES:
            task.set_failed(RuntimeError(f"Abandoned by {TRIES} workers."))
        else:
            DBTaskResult.objects.filter(pk=task.pk).update(status="READY", started_at=None)
        logger.warning("Task %s was abandoned by %s", task.task_path, task.worker_ids[-1:])
    return len(abandoned)


def _is_abandoned(task: DBTaskResult, is_alive: Callable[[int], bool]) -> bool:
    if task.started_at and task.started_at < timezone.now() - LONGEST_TASK:
        return True
    host, _, rest = (task.worker_ids[-1] if task.worker_ids else "").partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname()[:30] or not pid.isdecimal():
        return False
    # Who looks here runs nothing: our own number was that of a process before us.
    return int(pid) == os.getpid() or not is_alive(int(pid))


def _process_lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
