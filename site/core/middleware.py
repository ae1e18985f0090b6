"""The language of a request, and the transaction of a change in the CMS."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from core.languages import language_of_path
from core.models import ShelfItem
from core.own_addresses import own_address
from core.shelf.registry import RefusedError
from core.shelf.units import unit

_CMS = "/admin/"
_UPLOADS = ("/admin/images/", "/admin/documents/")
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
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and language_of_path(request.path_info) is None:
            patch_vary_headers(response, ["Accept-Language"])
        return response


class PublicRedirectMiddleware(RedirectMiddleware):
    """Follows the redirects that staff and renamed pages make, but never to a page of ours that
    is not public: its new slug, made of its title, would be told to strangers.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response:
            return response
        return answer if _may_be_followed(answer["Location"]) else response


def _may_be_followed(address: str) -> bool:
    """Whether an address may be told to strangers; it may name this site by another of its hosts.

    As browsers read it, not as it was written.
    """
    try:
        own = own_address(address)
    except ValueError:
        return False
    if own is None or language_of_path(f"{own.path}/") is None:
        return True
    return ShelfItem.objects.public().filter(path=f"{own.path}/").exists()


class PublicationMiddleware:
    """Makes every change in the CMS one transaction that ends by writing the shelf.

    Creating and publishing a page is four transactions in Wagtail; a process killed between them
    would leave a live page that nobody chose to publish.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def _is_change(self, request: HttpRequest) -> bool:
        """Whether the request may change pages.

        Hashing a stranger's password or decoding a picture takes seconds that must not hold
        SQLite's one write lock; pictures and documents make units of their own when they are saved.
        """
        path = request.path_info
        return (
            request.method in _UNSAFE
            and path.startswith(_CMS)
            and not path.startswith(_UPLOADS)
            and request.user.is_authenticated
        )

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not self._is_change(request):
            return None
        # Read here, so that the answer is in their language if the database turns out to be busy.
        getattr(request.user, "wagtail_userprofile", None)
        try:
            with nullcontext() if hasattr(view, "makes_own_units") else unit():
                return view(request, *args, **kwargs)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return _back(request)


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
