"""Long work for one person: begun by a request, done by the worker, looked at while it goes on.

Small work is done within the request itself. Jobs, and the unpublished texts in them, are removed
after a day.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core.background.pacing import Pace
from core.language.languages import current_language
from core.refusals import RefusedError
from translation.models import Job
from translation.offline.exporting import export
from translation.offline.importing import preview, take_over
from translation.status.rebuild import rebuild

logger = logging.getLogger(__name__)

KEPT = timedelta(hours=24)
SMALL = 10  # files that are worked on within a request
SMALL_BYTES = 300_000
_PAUSE = 0.5  # seconds between two notes of progress
_OPEN = (Job.State.WAITING, Job.State.RUNNING)
_UNFINISHED = (*_OPEN, Job.State.PREVIEWED)
MOST_UNFINISHED = 20  # of one person: uploads lie in the database


def of(user: Any) -> Any:
    """Return the jobs of `user`, which nobody else sees."""
    return Job.objects.filter(owner=user).exclude(_is_over())


def create(owner: Any, kind: str, **fields: Any) -> Job:
    """Make a job that speaks the language of the interface; `start` begins its work.

    Raises RefusedError where `owner` has left too many unfinished.
    """
    remove_old()
    if Job.objects.filter(owner=owner, state__in=_UNFINISHED).count() >= MOST_UNFINISHED:
        raise RefusedError(
            _(
                "You have %(count)d exports and imports that are not finished. Take them over or "
                "remove them first, below “Exports and imports”."
            )
            % {"count": MOST_UNFINISHED}
        )
    options = fields.pop("options", {}) | {"lang": current_language()}
    return Job.objects.create(owner=owner, kind=kind, options=options, **fields)


def remove_old() -> None:
    """Remove the jobs whose day is over; called in each round of the worker."""
    pace = Pace(most=1)  # each may hold megabytes, and to remove nothing would be a write as well
    for pk in list(Job.objects.filter(_is_over()).values_list("pk", flat=True)):
        with pace.batch(1):
            Job.objects.filter(_is_over(), pk=pk).delete()


def _is_over() -> Q:
    """Which jobs have had their day; one that a worker still works on goes on to its end."""
    day_ago = timezone.now() - KEPT
    is_at_work = Q(state=Job.State.RUNNING, moved_at__gt=day_ago)
    return Q(created_at__lte=day_ago) & ~is_at_work


def start(job: Job, is_small: bool = False) -> None:
    """Do the next part of a job: at once if it is small, else in the background."""
    job.state, job.moved_at, job.done = Job.State.WAITING, timezone.now(), 0
    if not is_small:
        job.options["task"] = str(run_job.enqueue(str(job.pk)).id)
    job.save(update_fields=["state", "moved_at", "done", "options"])
    if is_small:
        _finish(job, _work(job, lambda _done: None))


@task(backend="background")
def run_job(job_id: str) -> None:
    """Work on a job until it is done, or waits for its owner; may run twice."""
    job = Job.objects.select_related("owner").filter(pk=job_id, state__in=_OPEN).first()
    if job is None:
        return
    with translation.override(job.options["lang"]):
        _move(job, state=Job.State.RUNNING)
        try:
            state = _work(job, _Steps(job))
        except RefusedError as refusal:
            _fail(job, str(refusal))
        except Exception:
            logger.exception("Job %s failed", job.pk)
            _fail(job, _("A fault of the program; it has been noted. Please try again."))
        else:
            _finish(job, state)


def _work(job: Job, step: Callable[[int], None]) -> str:
    """Do the next part of a job; return the state that it is in then."""
    if job.kind == Job.Kind.EXPORT:
        export(job, step)
    elif job.kind == Job.Kind.REBUILD:
        _rebuild(job, step)
    elif job.options.get("is_chosen"):
        take_over(job, step)
        job.file = None
    else:
        preview(job, step)
        return Job.State.PREVIEWED
    return Job.State.DONE


def _rebuild(job: Job, step: Callable[[int], None]) -> None:
    def note(done: int, total: int) -> None:
        job.total = total
        step(done)

    job.report = {"count": rebuild(note)}


class _Steps:
    """Notes the progress of a job where others see it, but not a hundred times a second.

    Each step has ended a short transaction, so it is also where others get their turn to write.
    """

    def __init__(self, job: Job) -> None:
        self._job, self._next = job, 0.0
        self._pace = Pace(most=1)

    def __call__(self, done: int) -> None:
        self._pace.rest()
        if time.monotonic() >= self._next:
            _move(self._job, done=done, total=self._job.total)
            self._next = time.monotonic() + _PAUSE


def _move(job: Job, **values: Any) -> None:
    Job.objects.filter(pk=job.pk).update(moved_at=timezone.now(), **values)


def _finish(job: Job, state: str) -> None:
    is_over = state == Job.State.DONE
    job.state, job.done, job.moved_at = state, job.total, timezone.now()
    _move(
        job,
        state=state,
        done=job.total,
        total=job.total,
        report=job.report,
        file=job.file,
        file_name=job.file_name,
        finished_at=timezone.now() if is_over else None,
    )


def _fail(job: Job, message: str) -> None:
    now = timezone.now()
    _move(job, state=Job.State.FAILED, message=message, finished_at=now, file=None)


def settle(job: Job) -> None:
    """Note that a job has failed whose worker was killed so often that it was given up."""
    if job.state not in _OPEN:
        return
    result = DBTaskResult.objects.filter(pk=job.options.get("task")).only("status").first()
    if result is not None and result.status == "FAILED":
        _fail(job, _("The work was interrupted several times and has been given up."))
        job.refresh_from_db()
