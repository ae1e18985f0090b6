"""What was typed about something that was deleted meanwhile, or may not be changed any more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.addresses.base import CMS_PATH
from core.public.given_back import is_of_script, sent_fields, shown_fields, texts_of


def typed_texts(request: HttpRequest) -> list[str]:
    """Return what was typed into the form that was sent, to be read and copied."""
    return list(texts_of(shown_fields(sent_fields(request))))


def texts_in_place_of(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return a page with what was typed, or None if nothing was or a script has it."""
    if request.method != "POST" or is_of_script(request):
        return None
    texts = typed_texts(request)
    if not texts:
        return None
    return render(request, "cms/saving/refused.html", {"texts": texts}, status=status)


class GoneMiddleware:
    """Shows what was typed where the CMS answers a form with 404: what it is about was deleted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_missing = response.status_code == 404 and request.path_info.startswith(CMS_PATH)
        if not (is_missing and request.user.is_authenticated):
            return response
        return texts_in_place_of(request, 404) or response
