"""The language of a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.language.languages import language_of_path


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
