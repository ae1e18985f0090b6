"""One page as a PO file and back, at the addresses of wagtail-localize."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail_localize.models import Translation

from core import security_log
from core.publication.transactions import opens_own_transactions
from core.refusals import RefusedError
from translation.content.texts import refresh_source
from translation.offline.export_job import file_name, po_of
from translation.offline.import_job import check_belongs, read
from translation.offline.job_views import as_attachment
from translation.offline.turns import in_turn
from translation.offline.uploads import UploadForm, held_in_memory
from translation.offline.views import is_small, take_in
from translation.rights import AnyUser
from translation.views.access import open_translation, readable_translation, refusal_to_read
from translation.views.next_page import next_address


@in_turn
@require_safe
def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send the texts of a translation as `<slug>.<language>.po`, in the slug's own script."""
    translation, page = readable_translation(request.user, translation_id)
    if refusal := refusal_to_read(request, translation, page):
        return refusal
    refresh_source(translation.source)
    security_log.record("translations_exported", request=request, page=page.pk)
    response = HttpResponse(
        str(po_of(translation, page, page.draft_title)),
        content_type="text/x-gettext-translation; charset=utf-8",
    )
    return as_attachment(
        response, file_name(page.draft_title, page.slug, page.locale.language_code)
    )


@in_turn
@held_in_memory
@opens_own_transactions
@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Preview what a PO file of this translation, or a zip file with it alone, would change."""
    translation, _page = open_translation(request.user, translation_id)
    form = UploadForm(request.POST, request.FILES)
    try:
        _check_upload(form, translation, request.user)
    except RefusedError as error:
        messages.error(request, str(error))
        edit = translation.get_target_instance_edit_url()
        return redirect(next_address(request) or edit)
    job = take_in(request, form, only=translation.pk)
    return redirect("translation_jobs:detail", job.pk)


def _check_upload(form: UploadForm, translation: Translation, user: AnyUser) -> None:
    """Raise RefusedError unless the upload is one file, and belongs to this translation.

    Where a large file belongs, only the worker checks.
    """
    if not form.is_valid():
        raise RefusedError(" ".join(map(str, form.errors["file"])))
    if len(form.members) != 1:
        raise RefusedError(_("Choose the PO file of this page alone."))
    if not is_small(form.members):
        return
    _parsed, target = read(form.members[0], user)
    check_belongs(target, translation.pk)
    if target.reason:
        raise RefusedError(target.reason)
