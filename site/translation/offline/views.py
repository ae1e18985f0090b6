"""Sending translations out as files, and taking them in again."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from core.publication.transactions import opens_own_transactions, publication_transaction
from core.refusals import RefusedError
from translation import jobs
from translation.models import Job
from translation.offline.exporting import chosen_rows
from translation.offline.members import LARGEST, Member, members_of
from translation.offline.uploading import held_in_memory
from translation.rights import languages_of

_LONGEST_NAME = 200


class UploadForm(forms.Form):
    """Asks for a PO file or a zip file of them, of at most 5 MB."""

    file = forms.FileField(
        label=gettext_lazy("PO file, or zip file of PO files"),
        help_text=gettext_lazy("At most 5 MB, and at most 500 files in a zip file."),
        error_messages={
            "required": gettext_lazy("Choose a PO file or a zip file first."),
            "empty": gettext_lazy("The file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".po,.zip"}),
        max_length=_LONGEST_NAME,
    )

    def clean(self) -> dict[str, Any]:
        """Read the files in the upload, which are then in `members`."""
        file = self.cleaned_data.get("file")
        self.members: list[Member] = []
        if file is None:
            return self.cleaned_data
        try:
            # One byte more than is allowed is enough to be refused.
            self.content: bytes = file.read(LARGEST + 1)
            self.members = members_of(file.name, self.content)
        except RefusedError as refusal:
            self.add_error("file", str(refusal))
        return self.cleaned_data


def check_translator(user: Any) -> None:
    """Raise PermissionDenied for whoever works on no language."""
    if not languages_of(user):
        raise PermissionDenied


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Begin the export of the rows `rows`, ids of translation statuses."""
    check_translator(request.user)
    rows = chosen_rows(request.POST.getlist("rows"), request.user)
    job = jobs.create(
        request.user,
        Job.Kind.EXPORT,
        options={"rows": [row.pk for row in rows]},
        total=len(rows),
    )
    jobs.start(job, is_small=len(rows) <= jobs.SMALL)
    return redirect("translation_jobs:detail", job.pk)


@held_in_memory
@opens_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take an upload in, and lead to the preview of what it would change."""
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
    """Make the job of an import and its preview, at once if it is small.

    Called outside of units: reading a file takes seconds, and SQLite has one writer.
    """
    is_at_once = is_small(form.members)
    with publication_transaction():
        job = jobs.create(
            request.user,
            Job.Kind.IMPORT,
            file_name=form.cleaned_data["file"].name,
            file=form.content,
            total=len(form.members),
            options=options,
        )
        if not is_at_once:
            jobs.start(job)  # no worker sees the job before it is whole
    if is_at_once:
        jobs.start(job, is_small=True)
    if job.state == Job.State.PREVIEWED and all(file["reason"] for file in job.report["files"]):
        messages.warning(request, _("None of the files can be taken over; the reasons are below."))
    return job


def is_small(members: list[Member]) -> bool:
    """Whether an upload is worked on at once, within the request that brings it."""
    size = sum(len(member.data) for member in members)
    return len(members) <= jobs.SMALL and size <= jobs.SMALL_BYTES


def breadcrumbs(*labels: str) -> list[dict[str, str]]:
    """Return the way to a screen of exports and imports; its own `labels` come last."""
    way = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("translation_jobs:list"), "label": _("Exports and imports")},
    ]
    return [*way, *({"url": "", "label": label} for label in labels)]
