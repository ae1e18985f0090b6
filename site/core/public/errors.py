"""Pages for what is not there and for what went wrong."""

import sys

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from core.bounded import BusyError
from core.databases.availability import is_unavailable
from core.language.languages import language_of_path, other_language
from core.models import PublishedItem
from core.public.unavailable import unavailable


def editions_elsewhere(path: str) -> list[PublishedItem]:
    """Return the public pages that a reader of a missing address may have meant.

    These are the forms, in other languages, of the work that was once here, and the page that has
    this address in the other language's tree.
    """
    lang = language_of_path(path)
    if lang is None or "\x00" in path:  # PostgreSQL refuses NUL even in a query
        return []
    twin = f"/{other_language(lang)}{path[len(lang) + 1 :]}"
    works = PublishedItem.objects.filter(Q(path=path) | Q(path=twin)).values("work")
    return _public(Q(work__in=works) & ~Q(path=path))


def _public(wanted: Q) -> list[PublishedItem]:
    offers = PublishedItem.objects.public().filter(wanted).exclude(type=PublishedItem.INDEX)
    return list(offers.order_by("lang").defer("full")[:4])


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, and offer the page in the other language if the work exists there."""
    offers = editions_elsewhere(request.path_info)
    return render(request, "404.html", {"offers": offers}, status=404)


def page_gone(request: HttpRequest, item: PublishedItem) -> HttpResponse:
    """Answer 410 for a withdrawn item, and offer the languages in which its work is left."""
    return render(request, "410.html", {"offers": _public(Q(work=item.work))}, status=410)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in both languages, without the database; 503 where that, or what a request
    needs turns of, is busy or away."""
    error = sys.exception()  # Django calls this while it handles what was raised
    if is_unavailable(error) or isinstance(error, BusyError):
        return unavailable(request, error)
    return HttpResponseServerError(loader.get_template("500.html").render())
