"""Addresses of wagtail-localize that are closed, or open to few."""

from typing import Any

from django.db.models import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import SourceDeletedError
from wagtail_localize.views.convert import convert_to_alias as stock_convert
from wagtail_localize.views.edit_translation import preview_translation as stock_preview

from core.setup.roles import is_administrator
from translation.views.access import readable_translation, refusal_to_read
from translation.workflow.guards import refuse_change_in_review


def closed(request: HttpRequest, **_: Any) -> HttpResponse:
    """The stock report and list of names show everything to everybody who may sign in."""
    raise Http404


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Replace a translation with a copy of its original, for administrators alone."""
    if not is_administrator(request.user):
        messages.error(
            request,
            _("Only administrators may replace a translation with a copy of its original."),
        )
        return redirect("wagtailadmin_pages:edit", page_id)
    if request.method == "POST":
        refuse_change_in_review(get_object_or_404(Page, pk=page_id))
    return stock_convert(request, page_id)


def preview(request: HttpRequest, translation_id: int, mode: str | None = None) -> HttpResponse:
    """Show what is translated so far; where one of the pages is gone there is nothing to show."""
    translation, page = readable_translation(request.user, translation_id)
    if refusal := refusal_to_read(request, translation, page):
        return refusal
    try:
        return stock_preview(request, translation_id, mode)
    except (ObjectDoesNotExist, SourceDeletedError) as error:
        raise Http404 from error
