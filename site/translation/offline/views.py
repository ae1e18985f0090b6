"""An import: the upload, the preview of what it would change, the choice, taking over.

`detail` is the page of every job, whatever its kind; `job_views` has the other views of jobs.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from core import security_log
from core.publication.transactions import opens_own_transactions
from core.refusals import RefusedError
from core.untrusted import row_id
from translation import jobs
from translation.models import Job
from translation.offline.comparison import Kind, compare
from translation.offline.export_job import may_fetch
from translation.offline.import_job import members, parsed_of
from translation.offline.targets import target_of
from translation.offline.turns import in_turn
from translation.offline.uploads import Member, UploadForm, held_in_memory
from translation.rights import AnyUser, languages_of

# What somebody may choose for texts, in the options of a job, and the field of the form for it.
_CHOICES = {"taken": "take", "kept": "keep"}
_INLINE_TEXTS = 400  # with more texts, the preview lists the files only


def check_translator(user: AnyUser) -> None:
    """Raise PermissionDenied for users who work on no language."""
    if not languages_of(user):
        raise PermissionDenied


def breadcrumbs(*labels: str) -> list[dict[str, str]]:
    """Return the breadcrumbs of a screen of exports and imports, ending with `labels`."""
    way = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("translation_jobs:list"), "label": _("Exports and imports")},
    ]
    return [*way, *({"url": "", "label": label} for label in labels)]


@in_turn
@held_in_memory
@opens_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Make an import of an upload, and redirect to the preview of what it would change."""
    check_translator(request.user)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        return redirect("translation_jobs:detail", take_in(request, form).pk)
    context = {
        "form": form,
        "header_title": _("Import translations"),
        "header_icon": "upload",
        "breadcrumbs_items": breadcrumbs(_("Import translations")),
    }
    return render(request, "translation/offline/upload.html", context)


def take_in(request: HttpRequest, form: UploadForm, **options: Any) -> Job:
    """Make the job of an import and its preview, within the request if it is small.

    Called outside of transactions: reading a file takes seconds, and SQLite has one writer.
    """
    job = jobs.begin(
        request.user,
        Job.Kind.IMPORT,
        is_small=is_small(form.members),
        file_name=form.cleaned_data["file"].name,
        file=form.content,
        total=len(form.members),
        options=options,
    )
    if job.state == Job.State.PREVIEWED and all(file["reason"] for file in job.report["files"]):
        messages.warning(request, _("None of the files can be taken over; the reasons are below."))
    return job


def is_small(members: list[Member]) -> bool:
    """Whether an upload is processed within its request and not by the worker."""
    size = sum(len(member.data) for member in members)
    return len(members) <= jobs.SMALL and size <= jobs.SMALL_BYTES


def job_of(request: HttpRequest, pk: UUID, *left_out: str) -> Job:
    check_translator(request.user)
    job: Job = get_object_or_404(jobs.of(request.user).defer(*left_out), pk=pk)
    return job


def locked_job(request: HttpRequest, pk: UUID) -> Job:
    """Return a job to be changed, locked until the transaction ends."""
    check_translator(request.user)
    job: Job = get_object_or_404(jobs.of(request.user).select_for_update(), pk=pk)
    return job


@never_cache
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a job: its progress, its preview, its result or why it failed."""
    job = job_of(request, pk)
    progress = jobs.progress(job)
    context: dict[str, Any] = {
        "job": job,
        "progress": progress,
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


def _preview(request: HttpRequest, job: Job) -> dict[str, Any]:
    """Return the context of a preview: the texts of a few files, or the list of many."""
    texts = sum(sum(file["counts"].values()) for file in job.report["files"])
    found = _small_members(job) if texts <= _INLINE_TEXTS else []
    usable = {n for n, file in enumerate(job.report["files"]) if "page" in file}
    shown = [_texts(request, job, n, each) for n, each in enumerate(found) if n in usable]
    return {
        "shown": shown,
        "conflicts": _total_of(job, Kind.CONFLICT),
        "usable": _total_of(job, Kind.NEW, Kind.CHANGED, Kind.CONFLICT, Kind.REPEATED),
        "repeated": _total_of(job, Kind.REPEATED),
        "taken": sum(map(len, job.options.get("taken", {}).values())),
    }


def _total_of(job: Job, *kinds: Kind) -> int:
    """Return how many texts of these kinds are in the usable files of a previewed job."""
    files = [file for file in job.report.get("files", []) if not file["reason"]]
    return sum(file["counts"].get(kind, 0) for file in files for kind in kinds)


def _small_members(job: Job) -> list[Member]:
    """Return the files of a small upload, or nothing: a larger one is not unpacked here."""
    found = members(job) if len(job.file or b"") <= jobs.SMALL_BYTES else []
    return found if is_small(found) else []


def _texts(request: HttpRequest, job: Job, number: int, member: Member) -> dict[str, Any]:
    """Return the context of one file's texts, compared with what is online now."""
    file = job.report["files"][number]
    try:
        parsed = parsed_of(member)
        found = compare(parsed, target_of(parsed.metadata, job.owner))
    except RefusedError as error:
        return {"number": number, "file": file | {"reason": str(error)}, "groups": []}
    groups = list(found.by_kind.items())
    taken, kept = (set(job.options.get(name, {}).get(str(number), [])) for name in _CHOICES)
    return {"number": number, "file": file, "groups": groups, "taken": taken, "kept": kept}


@in_turn
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Show the texts of one of many files, and store the choices for its conflicts."""
    job = locked_job(request, pk) if request.method == "POST" else job_of(request, pk)
    if job.state != Job.State.PREVIEWED or number >= len(job.report["files"]):
        raise Http404
    if "page" not in job.report["files"][number]:
        raise Http404
    if request.method == "POST":
        _store_choices(request, job)
        messages.success(request, _("Your choices have been saved."))
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
    """Store in the job what was ticked for the texts of the files in `shown`.

    `take` has the tokens of conflicts that are decided for the file's text, `keep` those of texts
    that stay as in the original, each after the number of its file.
    """
    for option, name in _CHOICES.items():
        pairs = [each.partition(":") for each in request.POST.getlist(name)]
        chosen = dict(job.options.get(option, {}))
        for number in request.POST.getlist("shown"):
            place = row_id(number)
            if place is not None and place < len(job.report["files"]):
                chosen[str(place)] = [token[:60] for of, _colon, token in pairs if of == number]
        job.options[option] = chosen
    job.save(update_fields=["options"])


@require_POST
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over the files of a previewed import."""
    job = locked_job(request, pk)
    if job.state != Job.State.PREVIEWED or job.kind != Job.Kind.IMPORT:
        raise RefusedError(_("This import has been taken over already, or is being taken over."))
    _store_choices(request, job)
    job.options["is_chosen"] = True
    security_log.record("translations_imported", request=request, number=len(job.report["files"]))
    jobs.start(job, is_small=bool(_small_members(job)))
    if job.state == Job.State.DONE:
        stored = sum(file.get("outcome", {}).get("stored", 0) for file in job.report["files"])
        add_message = messages.success if stored else messages.warning
        text = ngettext(
            "%(count)d text was taken over. Nothing has been published.",
            "%(count)d texts were taken over. Nothing has been published.",
            stored,
        )
        add_message(request, text % {"count": stored})
    return redirect("translation_jobs:detail", job.pk)
