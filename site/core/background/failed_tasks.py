"""Queued tasks that fail or do not end, and how they are reported to administrators."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from core.background.problems import Kind, in_each_language, report, solve, solve_others
from core.models import BackgroundProblem

logger = logging.getLogger(__name__)

TRIES = 3  # for tasks that fail because of the database, or whose workers are killed
PAUSE = timedelta(minutes=1)  # until a task is tried again
LONG = timedelta(hours=1)  # after which a task is reported to administrators; it goes on
_PASSING = {
    f"{error.__module__}.{error.__qualname__}" for error in (OperationalError, InterfaceError)
}


class AbandonedError(RuntimeError):
    """A task was given up because its workers were killed."""


class FailedTaskError(RuntimeError):
    """A task failed; its own error is in its row."""


def settle(task: DBTaskResult) -> None:
    """Retry a task that failed because of the database; report one that failed by itself."""
    key = _key(task)
    if task.status == "SUCCESSFUL":
        solve(key)
    elif task.exception_class_path in _PASSING and len(task.worker_ids) < TRIES:
        DBTaskResult.objects.filter(pk=task.pk, status="FAILED").update(
            status="READY", started_at=None, finished_at=None, run_after=timezone.now() + PAUSE
        )
        logger.warning("Task %s is tried again: the database did not answer", task.task_path)
    else:
        report_failed(task)


def report_failed(task: DBTaskResult) -> None:
    """Report to administrators that a task has been given up."""
    name = task.exception_class_path.rpartition(".")[2]

    def reason() -> str:
        return _("%(task)s: %(name)s. Details are in the worker's log.") % {
            "task": task.task_path,
            "name": name,
        }

    error = FailedTaskError(task.traceback)
    report(_key(task), Kind.TASK, error, reasons=in_each_language(reason))


def _key(task: DBTaskResult) -> str:
    """Return the name of a task with its arguments: equal for one that does the same again."""
    given = task.args_kwargs
    return f"task:{task.task_path}:{given['args']}{given['kwargs'] or ''}"[:200]


def report_long_tasks() -> None:
    """Report long tasks to administrators; only people can judge whether one hangs."""
    running = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LONG)
    long = {f"slow:{task.pk}": task for task in running}
    known = BackgroundProblem.objects.filter(key__in=long).values_list("key", flat=True)
    for key in long.keys() - set(known):
        task = long[key]

        def reason(task: DBTaskResult = task) -> str:
            return _("%(task)s, worker %(worker)s. If it hangs, end that worker.") % {
                "task": task.task_path,
                "worker": task.worker_ids[-1],
            }

        reasons = in_each_language(reason)
        report(key, Kind.SLOW, TimeoutError(task.task_path), reasons=reasons, is_explained=True)
    solve_others(Kind.SLOW, set(long))
