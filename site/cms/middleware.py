"""The Content Security Policy of the CMS, and the longest address that it reads."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.addresses.base import CMS_PATH

# In bytes. 600 Arabic words are some 25,000; SQLite refuses to compare with a pattern of 50,000.
MAX_QUERY = 40_000


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
