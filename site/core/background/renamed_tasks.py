"""Queued tasks whose functions have moved: the queue holds the path from when each was added.

An entry may go when one release has passed since the move.
"""

from django_tasks_db.models import DBTaskResult

_NEW_PATHS: dict[str, str] = {}


def register_renamed_task(old_path: str, new_path: str) -> None:
    """Have tasks that were queued as `old_path` run as `new_path`. Called in `ready()`."""
    _NEW_PATHS[old_path] = new_path


def rename_queued_tasks() -> None:
    """Give waiting tasks the paths by which their functions are found today."""
    waiting = DBTaskResult.objects.ready().filter(task_path__in=_NEW_PATHS)
    for old_path in set(waiting.values_list("task_path", flat=True)):
        waiting.filter(task_path=old_path).update(task_path=_NEW_PATHS[old_path])
