"""The language of a request, and the transaction of a change in the CMS."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.languages import language_of_path
from core.shelf.registry import RefusedError
from core.shelf.units import unit

_CMS = "/admin/"
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class LanguageMiddleware:
    """Takes the language from the address; only where there is none (/, the CMS) from the browser.

    Django's own redirects every unknown address to one with a language, which would turn an API's
    404 into a redirect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lang = language_of_path(request.path_info)
        if lang is None:
            lang = translation.get_language_from_request(request)
        translation.activate(lang)
        request.LANGUAGE_CODE = lang
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", lang)
        return response


class PublicationMiddleware:
    """Makes every change in the CMS one transaction that ends by writing the shelf.

    Creating and publishing a page is four transactions in Wagtail; a process killed between them
    would leave a live page that nobody chose to publish.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method not in _UNSAFE or not request.path_info.startswith(_CMS):
            return None
        try:
            with unit():
                return view(request, *args, **kwargs)
        except ProtectedError as error:
            messages.error(request, still_used_message(error))
            return HttpResponseRedirect(_page_before(request))
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return _back(request)


def still_used_message(error: ProtectedError) -> str:
    """Say what keeps something from being deleted, where Wagtail would answer 500."""
    users = sorted({str(user) for user in error.protected_objects})
    quoted = [_("“%(title)s”") % {"title": user} for user in users[:5]]
    return _("Nothing was deleted, because it is still used by: %(users)s.") % {
        "users": get_text_list(quoted, _("and"))
    }


def _back(request: HttpRequest) -> HttpResponse:
    """Lead back to the page before; Wagtail's dialogs ask for that in an answer of their own."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": _page_before(request)})
    return HttpResponseRedirect(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()})
    return referer if is_ours else reverse("wagtailadmin_home")


class CmsPolicyMiddleware:
    """Allows inline scripts and styles in the CMS alone: Wagtail's forms are made of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(_CMS):
            inline = [SELF, UNSAFE_INLINE]
            response._csp_update = {"script-src": inline, "style-src": inline}  # type: ignore[attr-defined]
        return response
