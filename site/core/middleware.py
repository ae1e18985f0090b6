"""The language of a request, and the transaction of a change in the CMS."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core.languages import language_of_path
from core.shelf.units import unit

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
        if request.method not in _UNSAFE or not request.path_info.startswith("/admin/"):
            return None
        with unit():
            return view(request, *args, **kwargs)
