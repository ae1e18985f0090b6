"""Pages for what is not there and for what went wrong."""

import re
import sys
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from core.addresses.unknown import is_unknown
from core.clients import is_perhaps_known
from core.costly.bounded import BusyError
from core.databases.availability import is_disk_full, is_unavailable
from core.language.languages import current_language, language_of_path, path_in_other_language
from core.models import PublishedItem
from core.public.chrome import shared_chrome
from core.public.discovery import discovery_of
from core.public.unavailable import unavailable

# Two words at least: one is rather a list that is not there.
_SLUG = re.compile(r"\w{1,40}(?:-\w{1,40}){1,11}")


def editions_elsewhere(path: str) -> list[PublishedItem]:
    """Return the public pages that a reader of a missing address may have meant.

    These are the forms, in other languages, of the work that was once here, and the page that has
    this address in the other language's tree.
    """
    if language_of_path(path) is None:
        return []
    twin = path_in_other_language(path)
    works = PublishedItem.objects.filter(Q(path=path) | Q(path=twin)).values("work")
    return _public(Q(work__in=works) & ~Q(path=path))


def words_of_path(path: str) -> str:
    """Return the words of a missing address, to search for; "" if it is none of ours.

    >>> words_of_path("/en/news/water-for-hit/")
    'water for hit'
    """
    slug = path.strip("/").rpartition("/")[2]
    if language_of_path(path) is None or not _SLUG.fullmatch(slug):
        return ""
    return slug.replace("-", " ")


def _public(wanted: Q) -> list[PublishedItem]:
    offers = PublishedItem.objects.public().filter(wanted).exclude(type=PublishedItem.INDEX)
    return list(offers.order_by("lang").defer("full")[:4])


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, and offer the page in the other language if the work exists there."""
    context: dict[str, Any] = {"looked_for": words_of_path(request.path_info)}
    if not is_unknown(request):
        context["offers"] = editions_elsewhere(request.path_info)
    elif not is_perhaps_known(request):
        context["chrome"] = shared_chrome(current_language())
    return render(request, "404.html", context, status=404)


def page_gone(request: HttpRequest, item: PublishedItem) -> HttpResponse:
    """Answer 410 for a withdrawn item, and offer the languages in which its work is left."""
    # What shows the page elsewhere asks again, and stores a notice in place of what it has.
    context = {"offers": _public(Q(work=item.work)), "discovery": discovery_of(item)}
    return render(request, "410.html", context, status=410)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in both languages, without the database; 503 where it is busy, or no room left."""
    error = sys.exception()  # Django calls this while it handles what was raised
    if isinstance(error, BusyError) or is_unavailable(error) or is_disk_full(error):
        return unavailable(request, error)
    return HttpResponseServerError(loader.get_template("500.html").render())
