"""Jobs: long work that a person begins in the CMS, that the worker does, and whose progress shows.

Small jobs are done within the request. Jobs, and the unpublished texts in them, are removed after
a day.
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

from core.background.leases import is_worked_on
from core.background.pacing import Pace
from core.language.languages import current_language
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.models import Job
from translation.offline.export_job import export
from translation.offline.import_job import preview, take_over
from translation.rights import AnyUser
from translation.status.rebuild import rebuild

logger = logging.getLogger(__name__)

RETENTION = timedelta(hours=24)
SMALL = 10  # files that are worked on within a request
SMALL_BYTES = 300_000
_PAUSE = 0.5  # seconds between two updates of progress
_PATIENCE = 20  # seconds after which a waiting job probably has no worker
_SILENCE = 120  # seconds without progress after which a running job may have lost its worker
_OPEN = (Job.State.WAITING, Job.State.RUNNING)
_UNFINISHED = (*_OPEN, Job.State.PREVIEWED)
MOST_UNFINISHED = 20  # of one person, because uploads are stored in the database


def of(user: AnyUser) -> Any:
    """Return the jobs of `user`, which nobody else sees."""
    return Job.objects.filter(owner_id=user.pk).exclude(_is_over())


def begin(owner: Any, kind: str, is_small: bool = False, **fields: Any) -> Job:
    """Make a job and do its first part: within the request if it is small, else in the background.

    Raises RefusedError as `create` does. Small work opens its own transactions.
    """
    with publication_transaction():
        job = create(owner, kind, **fields)
        if not is_small:
            start(job)  # in the transaction: a worker never sees half a job
    if is_small:
        start(job, is_small=True)
    return job


def create(owner: Any, kind: str, **fields: Any) -> Job:
    """Make a job whose messages are in the language of the interface; `start` begins its work.

    Raises RefusedError if `owner` has too many unfinished jobs.
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
    """Remove jobs after their retention; called in each round of the worker."""
    pace = Pace(most=1)  # each may hold megabytes, and a delete without rows is a write as well
    for pk in list(Job.objects.filter(_is_over()).values_list("pk", flat=True)):
        with pace.batch(1):
            Job.objects.filter(_is_over(), pk=pk).delete()


def _is_over() -> Q:
    """The jobs to remove: older than their retention, unless a worker is still at them."""
    day_ago = timezone.now() - RETENTION
    is_at_work = Q(state=Job.State.RUNNING, moved_at__gt=day_ago)
    return Q(created_at__lte=day_ago) & ~is_at_work


def start(job: Job, is_small: bool = False) -> None:
    """Do the next part of a job: within the request if it is small, else in the background."""
    job.state, job.moved_at, job.done = Job.State.WAITING, timezone.now(), 0
    if not is_small:
        job.options["task"] = str(run_job.enqueue(str(job.pk)).id)
    job.save(update_fields=["state", "moved_at", "done", "options"])
    if is_small:
        _finish(job, _work(job, lambda _done: None))


@task(backend="background")
def run_job(job_id: str) -> None:
    """Work on a job until it is done or waits for its owner; may run twice."""
    job = Job.objects.select_related("owner").filter(pk=job_id, state__in=_OPEN).first()
    if job is None:
        return
    with translation.override(job.options["lang"]):
        _move(job, state=Job.State.RUNNING)
        try:
            state = _work(job, _Steps(job))
        except RefusedError as error:
            _fail(job, str(error))
        except Exception:
            logger.exception("Job %s failed", job.pk)
            _fail(job, _("A fault of the program; it has been noted. Please try again."))
        else:
            _finish(job, state)


def _work(job: Job, step: Callable[[int], None]) -> str:
    """Do the next part of a job; return its state after that."""
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
    def show(done: int, total: int) -> None:
        job.total = total
        step(done)

    job.report = {"count": rebuild(show)}


class _Steps:
    """Stores the progress of a job for its page, at most twice a second.

    Each step has just ended a short transaction, so others can write in between.
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


def progress(job: Job) -> dict[str, Any]:
    """Return how far a job is, for its page and the script of that page.

    A job whose task was given up is marked as failed first.
    """
    _settle(job)
    is_open = job.state in _OPEN
    still = (timezone.now() - job.moved_at).total_seconds()
    is_stuck = is_open and still > (_PATIENCE if job.state == Job.State.WAITING else _SILENCE)
    if is_stuck and job.state == Job.State.RUNNING:  # one step may take long
        is_stuck = not is_worked_on(job.options.get("task"))
    return {
        "is_open": is_open,
        "is_stuck": is_stuck,
        "done": job.done,
        "total": job.total,
        "text": _("%(done)d of %(total)d") % {"done": job.done, "total": job.total},
    }


def _settle(job: Job) -> None:
    """Mark a job as failed if its worker was interrupted so often that the task was given up."""
    if job.state not in _OPEN:
        return
    result = DBTaskResult.objects.filter(pk=job.options.get("task")).only("status").first()
    if result is not None and result.status == "FAILED":
        _fail(job, _("The work was interrupted several times and has been given up."))
        job.refresh_from_db()
