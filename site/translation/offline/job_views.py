"""The list of a person's jobs, their progress and results; beginning an export or a rebuild."""

from urllib.parse import quote
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from core import security_log
from core.refusals import RefusedError
from core.setup.roles import is_administrator
from translation import jobs
from translation.models import Job
from translation.offline.export_job import chosen_rows, may_fetch
from translation.offline.turns import in_turn
from translation.offline.views import breadcrumbs, check_translator, job_of, locked_job

_LISTED = 50  # jobs in the list


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    check_translator(request.user)
    found = jobs.of(request.user).defer("report", "file")
    context = {
        "jobs": found[:_LISTED],
        "may_rebuild": is_administrator(request.user),
        "header_title": _("Exports and imports"),
        "header_icon": "download",
        "breadcrumbs_items": breadcrumbs(),
    }
    return render(request, "translation/jobs/index.html", context)


@in_turn
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Begin the export of the rows `rows`, ids of translation statuses."""
    check_translator(request.user)
    rows = chosen_rows(request.POST.getlist("rows"), request.user)
    job = jobs.begin(
        request.user,
        Job.Kind.EXPORT,
        is_small=len(rows) <= jobs.SMALL,
        options={"rows": [row.pk for row in rows]},
        total=len(rows),
    )
    return redirect("translation_jobs:detail", job.pk)


@never_cache
@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the progress of a job as JSON, for the script of its page."""
    job = job_of(request, pk, "report", "file")
    return JsonResponse(jobs.progress(job))


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the file of an export."""
    job = job_of(request, pk)
    if job.kind != Job.Kind.EXPORT or job.state != Job.State.DONE or not job.file:
        raise Http404
    if not may_fetch(job, request.user):
        raise Http404
    kinds = {"zip": "application/zip", "po": "text/x-gettext-translation; charset=utf-8"}
    security_log.record("translations_exported", request=request, number=job.total)
    extension = job.file_name.rpartition(".")[2]
    response = HttpResponse(bytes(job.file), content_type=kinds[extension])
    return as_attachment(response, job.file_name)


def as_attachment(response: HttpResponse, name: str) -> HttpResponse:
    """Have the browser save a response under `name`."""
    extension = name.rpartition(".")[2]
    response["Content-Disposition"] = (
        f'attachment; filename="translations.{extension}"; '
        f"filename*=UTF-8''{quote(name, safe='')}"
    )
    return response


@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a job with its files, unless it is running."""
    job = locked_job(request, pk)
    if job.state == Job.State.RUNNING:
        raise RefusedError(_("This is being worked on. Wait until it is done."))
    job.delete()
    messages.success(request, _("It has been removed, with its files."))
    return redirect("translation_jobs:list")


@require_POST
def rebuild(request: HttpRequest) -> HttpResponse:
    """Begin to rebuild the status of all translations, in the background."""
    if not is_administrator(request.user):
        raise PermissionDenied
    job = jobs.begin(request.user, Job.Kind.REBUILD)
    return redirect("translation_jobs:detail", job.pk)
