"""What somebody does with one row of the list: begins the translation, reads the original."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale

from core.language.languages import language_name
from core.refusals import RefusedError
from translation.models import Status, TranslationStatus
from translation.rights import SUBMIT, AnyUser, rows_for
from translation.workflow.assignment import other_holder
from translation.workflow.begin import submit


def _row(user: AnyUser, pk: int) -> TranslationStatus:
    rows = rows_for(user).select_related("source_page", "target_page")
    row: TranslationStatus = get_object_or_404(rows, pk=pk)
    return row


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a translation and redirect to its editor, also if somebody else has just begun it."""
    # Of two at once the second waits here, and finds the first one's draft.
    TranslationStatus.objects.select_for_update().filter(pk=pk).values_list("pk").first()
    row = _row(request.user, pk)
    if not request.user.has_perm(SUBMIT):
        raise PermissionDenied
    if row.target_page is not None:
        return redirect("wagtailadmin_pages:edit", row.target_page.pk)
    if row.source_page is None or row.status == Status.WITHDRAWN:
        raise RefusedError(_("The original is not public any more, so it is not translated."))
    locale = Locale.objects.get(language_code=row.lang)
    if "anyway" not in request.POST and (holder := other_holder(row, request.user)):
        return ask_before_beginning(request, row, holder)
    draft = submit(row.source_page.specific, locale, request.user)
    message = _("“%(title)s” can now be translated into %(language)s.")
    messages.success(request, message % {"title": row.title, "language": language_name(row.lang)})
    return redirect("wagtailadmin_pages:edit", draft.pk)


def ask_before_beginning(request: HttpRequest, row: TranslationStatus, holder: str) -> HttpResponse:
    """Ask whether to begin what is assigned to somebody else, `holder`."""
    context = {"row": row, "holder": holder, "back": reverse("translation_dashboard:index")}
    return render(request, "translation/dashboard/begin.html", context)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the original of a row as readers see it, or its draft if it never was public.

    For translators, who have no rights in the other language's tree. What was taken down is shown
    only to those who may edit it.
    """
    row = _row(request.user, pk)
    original = row.source_page
    if original is None:
        return _back(request, _("The original has been deleted."))
    page = original.specific if original.live else original.get_latest_revision_as_object()
    if row.status == Status.WITHDRAWN and not page.permissions_for_user(request.user).can_edit():
        return _back(request, _("The original is not public any more, so it is not shown."))
    response = page.make_preview_request(request, page.default_preview_mode)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _back(request: HttpRequest, message: str) -> HttpResponse:
    messages.error(request, message)
    return redirect("translation_dashboard:index")
