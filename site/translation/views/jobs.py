"""Exports, imports and rebuilds: their progress, their preview, their result."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from core.background.leases import is_worked_on
from core.refusals import RefusedError
from core.setup.roles import is_administrator
from core.untrusted import row_id
from translation import jobs
from translation.models import Job
from translation.offline.comparing import Kind
from translation.offline.exporting import may_fetch
from translation.offline.importing import compared, members, total_of
from translation.offline.members import Member
from translation.offline.page_files import as_attachment
from translation.offline.views import breadcrumbs, check_translator, is_small

_SHOWN = 50  # jobs in the list
_INLINE_TEXTS = 400  # shown below the list of files; more are looked at file by file
_PATIENCE = 20  # seconds after which a job that nobody takes is waiting for a worker
_SILENCE = 120  # seconds after which a job that does not move may have lost its worker


def _job_of(request: HttpRequest, pk: UUID, *left_out: str) -> Job:
    check_translator(request.user)
    job: Job = get_object_or_404(jobs.of(request.user).defer(*left_out), pk=pk)
    return job


def _locked_job(request: HttpRequest, pk: UUID) -> Job:
    """Return a job to be changed, which nobody else changes meanwhile."""
    check_translator(request.user)
    job: Job = get_object_or_404(jobs.of(request.user).select_for_update(), pk=pk)
    return job


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    check_translator(request.user)
    found = jobs.of(request.user).defer("report", "file")
    context = {
        "jobs": found[:_SHOWN],
        "may_rebuild": is_administrator(request.user),
        "header_title": _("Exports and imports"),
        "header_icon": "download",
        "breadcrumbs_items": breadcrumbs(),
    }
    return render(request, "translation/jobs/index.html", context)


@never_cache
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a job in whatever state it is: at work, to be decided about, done, failed."""
    job = _job_of(request, pk)
    jobs.settle(job)
    context: dict[str, Any] = {
        "job": job,
        "is_open": _is_open(job),
        "progress": _progress(job),
        "files": list(enumerate(job.report.get("files", []))),
        "header_title": job.get_kind_display(),
        "header_icon": "download" if job.kind == Job.Kind.EXPORT else "upload",
        "breadcrumbs_items": breadcrumbs(job.get_kind_display()),
    }
    if job.kind == Job.Kind.EXPORT and job.file:
        context["may_fetch"] = may_fetch(job, request.user)
    if job.state == Job.State.PREVIEWED:
        context |= _preview(request, job)
    return render(request, "translation/jobs/detail.html", context)


def _is_open(job: Job) -> bool:
    return job.state in {Job.State.WAITING, Job.State.RUNNING}


def _progress(job: Job) -> dict[str, Any]:
    """Return how far a job is, as the page's script reads it."""
    still = (timezone.now() - job.moved_at).total_seconds()
    is_stuck = _is_open(job) and still > (_PATIENCE if job.state == Job.State.WAITING else _SILENCE)
    if is_stuck and job.state == Job.State.RUNNING:  # one step may take long
        is_stuck = not is_worked_on(job.options.get("task"))
    return {
        "is_open": _is_open(job),
        "is_stuck": is_stuck,
        "done": job.done,
        "total": job.total,
        "text": _("%(done)d of %(total)d") % {"done": job.done, "total": job.total},
    }


@never_cache
@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer how far a job is, to the script of its page."""
    job = _job_of(request, pk, "report", "file")
    jobs.settle(job)
    return JsonResponse(_progress(job))


def _preview(request: HttpRequest, job: Job) -> dict[str, Any]:
    """Return what the preview shows: the texts of a few files, or the list of many."""
    texts = sum(sum(file["counts"].values()) for file in job.report["files"])
    found = _small_members(job) if texts <= _INLINE_TEXTS else []
    usable = {n for n, file in enumerate(job.report["files"]) if "page" in file}
    shown = [_texts(request, job, n, each) for n, each in enumerate(found) if n in usable]
    return {
        "shown": shown,
        "conflicts": total_of(job, Kind.CONFLICT),
        "usable": total_of(job, Kind.NEW, Kind.CHANGED, Kind.CONFLICT),
        "taken": sum(map(len, job.options.get("taken", {}).values())),
    }


def _small_members(job: Job) -> list[Member]:
    """Return the files of a small upload; one that is not small is not even unpacked here."""
    found = members(job) if len(job.file or b"") <= jobs.SMALL_BYTES else []
    return found if is_small(found) else []


def _texts(request: HttpRequest, job: Job, number: int, member: Member) -> dict[str, Any]:
    """Return what is shown of the texts of one file, as they compare now."""
    file = job.report["files"][number]
    try:
        _target, found = compared(member, job.owner)
    except RefusedError as refusal:
        return {"number": number, "file": file | {"reason": str(refusal)}, "groups": []}
    groups = [(kind, entries) for kind in Kind if (entries := found.of(kind))]
    taken = set(job.options.get("taken", {}).get(str(number), []))
    return {"number": number, "file": file, "groups": groups, "taken": taken}


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Show the texts of one of many files, and keep what was chosen for its conflicts."""
    job = _locked_job(request, pk) if request.method == "POST" else _job_of(request, pk)
    if job.state != Job.State.PREVIEWED or number >= len(job.report["files"]):
        raise Http404
    if "page" not in job.report["files"][number]:
        raise Http404
    if request.method == "POST":
        _store_choices(request, job)
        messages.success(request, _("Your choices have been kept."))
        return redirect("translation_jobs:detail", job.pk)
    shown = _texts(request, job, number, members(job)[number])
    context = {
        "job": job,
        "each": shown,
        "header_title": shown["file"]["title"],
        "header_icon": "upload",
        "breadcrumbs_items": [
            *breadcrumbs(),
            {"url": reverse("translation_jobs:detail", args=[job.pk]), "label": _("Import")},
            {"url": "", "label": shown["file"]["title"]},
        ],
    }
    return render(request, "translation/jobs/texts.html", context)


def _store_choices(request: HttpRequest, job: Job) -> None:
    """Note for each file in `shown` the conflicts in which its text is taken, as in `take`."""
    taken = dict(job.options.get("taken", {}))
    for number in request.POST.getlist("shown"):
        place = row_id(number)
        if place is None or place >= len(job.report["files"]):
            continue
        pairs = (each.partition(":") for each in request.POST.getlist("take"))
        taken[str(place)] = [token[:60] for of, _colon, token in pairs if of == number]
    job.options["taken"] = taken
    job.save(update_fields=["options"])


@require_POST
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over the files of a previewed import."""
    job = _locked_job(request, pk)
    if job.state != Job.State.PREVIEWED or job.kind != Job.Kind.IMPORT:
        raise RefusedError(_("This import has been taken over already, or is being taken over."))
    _store_choices(request, job)
    job.options["is_chosen"] = True
    jobs.start(job, is_small=bool(_small_members(job)))
    if job.state == Job.State.DONE:
        stored = sum(file.get("outcome", {}).get("stored", 0) for file in job.report["files"])
        tell = messages.success if stored else messages.warning
        text = ngettext(
            "%(count)d text was taken over. Nothing has been published.",
            "%(count)d texts were taken over. Nothing has been published.",
            stored,
        )
        tell(request, text % {"count": stored})
    return redirect("translation_jobs:detail", job.pk)


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the result of an export."""
    job = _job_of(request, pk)
    if job.kind != Job.Kind.EXPORT or job.state != Job.State.DONE or not job.file:
        raise Http404
    if not may_fetch(job, request.user):
        raise Http404
    kinds = {"zip": "application/zip", "po": "text/x-gettext-translation; charset=utf-8"}
    extension = job.file_name.rpartition(".")[2]
    response = HttpResponse(bytes(job.file), content_type=kinds[extension])
    return as_attachment(response, job.file_name)


@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a job with its files, unless it is at work."""
    job = _locked_job(request, pk)
    if job.state == Job.State.RUNNING:
        raise RefusedError(_("This is being worked on. Wait until it is done."))
    job.delete()
    messages.success(request, _("It has been removed, with its files."))
    return redirect("translation_jobs:list")


@require_POST
def rebuild(request: HttpRequest) -> HttpResponse:
    """Work out the status of all translations anew, in the background."""
    if not is_administrator(request.user):
        raise PermissionDenied
    job = jobs.create(request.user, Job.Kind.REBUILD)
    jobs.start(job)
    return redirect("translation_jobs:detail", job.pk)
