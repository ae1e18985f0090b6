"""The Content Security Policy of the CMS."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

from core.addresses.base import CMS_PATH


class CmsPolicyMiddleware:
    """Allows inline scripts and styles in the CMS alone: Wagtail's forms are made of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(CMS_PATH):
            inline = [SELF, UNSAFE_INLINE]
            response._csp_update = {"script-src": inline, "style-src": inline}  # type: ignore[attr-defined]
        return response
