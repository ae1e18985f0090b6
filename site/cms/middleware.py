"""The Content Security Policy of the CMS, and the addresses and methods that it reads."""

import re
from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic.edit import DeletionMixin

from core.addresses.base import CMS_PATH
from core.untrusted import row_id

# In bytes. 600 Arabic words are some 25,000; SQLite refuses to compare with a pattern of 50,000.
MAX_QUERY = 40_000
# What people type into a search: it finds nothing then.
_TYPED = {"q", "label"}
# Views of Wagtail's that ask the database for whatever is given as an id.
_ASKS_FOR_IDS = re.compile(r"/(?:chosen-multiple|find)/$")

_DIGITS = 6  # of a number of forms

_INLINE = [SELF, UNSAFE_INLINE]
# Each exception from the policy of public pages, with its reason.
_POLICY = {
    "script-src": _INLINE,  # Wagtail's forms and choosers begin with scripts in the page
    "style-src": _INLINE,  # … and its editors set styles on elements
    "img-src": [SELF, "data:", "blob:"],  # icons in stylesheets; pictures before they are sent
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],  # the preview
}


class CmsPolicyMiddleware:
    """Allows in the CMS alone what Wagtail's screens are made of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(CMS_PATH):
            response._csp_replace = _POLICY  # type: ignore[attr-defined]
        return response


class LongAddressMiddleware:
    """Refuses addresses that are too long to be searched for, whichever screen they lead to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_long = len(request.META.get("QUERY_STRING", "")) > MAX_QUERY
        if is_long and request.path_info.startswith(CMS_PATH):
            reason = _("What is searched for is too long. Please use fewer words.")
            return HttpResponse(reason, status=414, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class ForgedAddressMiddleware:
    """Refuses what no screen's links hold, and what Wagtail would answer with 500.

    PostgreSQL takes no NUL, whichever filter it is in; an id is a number; and where a
    form leads afterwards is an address, where stock takes any word for the name of a view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(CMS_PATH) and _is_forged(request):
            raise BadRequest
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> None:
        """Look at forms when the view is known: they were read for the CSRF token by then."""
        if request.path_info.startswith(CMS_PATH) and (
            _leads_nowhere(request) or _counts_rows_not_sent(request)
        ):
            raise BadRequest


def _leads_nowhere(request: HttpRequest) -> bool:
    """Return whether the address that a screen leads to afterwards is none.

    What leads to other sites is ignored by every view that reads it.
    """
    chosen = request.POST.get("next") or request.GET.get("next") or "/"
    return "/" not in chosen and url_has_allowed_host_and_scheme(chosen, {request.get_host()})


def _counts_rows_not_sent(request: HttpRequest) -> bool:
    """Return whether a list of forms is counted as longer than all that was sent.

    Django makes each form that is counted, a thousand of which take ten seconds to show.
    """
    counted = (str(n) for name, n in request.POST.items() if name.endswith("-TOTAL_FORMS"))
    return any(
        number.isdecimal() and (len(number) > _DIGITS or int(number) > len(request.POST))
        for number in counted
    )


def _is_forged(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    if ("%00" in query or "\0" in query) and any(
        "\0" in text
        for name, texts in request.GET.lists()
        if name not in _TYPED
        for text in (name, *texts)
    ):
        return True
    return bool(_ASKS_FOR_IDS.search(request.path_info)) and any(
        row_id(text) is None for text in request.GET.getlist("id")
    )


class DeletingMiddleware:
    """Refuses the method DELETE where a form deletes.

    Django's views have both ways, and what asks again, refuses, hooks in or writes a log is in the
    way of the form alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        kind = getattr(view, "view_class", object)
        if request.method == "DELETE" and issubclass(kind, DeletionMixin):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return None
