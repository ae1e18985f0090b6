"""Addresses of wagtail-localize that stay closed, or open to few."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.views.convert import convert_to_alias as stock_convert
from wagtail_localize.views.edit_translation import machine_translate as stock_machine

from translation.views.access import is_administrator, open_translation


def closed(request: HttpRequest, **_: Any) -> HttpResponse:
    """The stock report and list of names show everything to everybody who may sign in."""
    raise Http404


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let administrators alone put the original's text in the place of a translation."""
    if not is_administrator(request.user):
        messages.error(
            request,
            _("Only administrators may replace a translation with a copy of its original."),
        )
        return redirect("wagtailadmin_pages:edit", page_id)
    return stock_convert(request, page_id)


def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    open_translation(request.user, translation_id)
    return stock_machine(request, translation_id)
