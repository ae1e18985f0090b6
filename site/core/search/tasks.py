"""The backend of tasks that run at once, which can leave out those that index one row.

Apart from what indexes, because each module with tasks imports it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.utils import get_random_id

_INDEXES_A_ROW = "modelsearch.tasks.insert_or_update_object_task"
Saved = dict[str, set[str]]  # the ids of rows, by the label of their model


class _State(threading.local):
    saved: Saved | None = None


_state = _State()


def is_collecting() -> bool:
    """Whether a block of `collected` is running in this thread."""
    return _state.saved is not None


@contextmanager
def collected() -> Iterator[Saved]:
    """Index no row in the block, but collect here which are saved."""
    saved = _state.saved = {}
    try:
        yield saved
    finally:
        _state.saved = None


class ImmediateTasks(ImmediateBackend):  # type: ignore[misc]
    """Runs tasks at once, except those that are collected."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if _state.saved is None or task.module_path != _INDEXES_A_ROW:
            return super().enqueue(task, args, kwargs)
        app, model, pk = args
        _state.saved.setdefault(f"{app}.{model}", set()).add(pk)
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
