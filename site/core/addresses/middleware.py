"""What is answered where the site has nothing to show: a redirect, or that it is gone."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)

from core.addresses.base import uri
from core.addresses.destinations import Destination, destination_of, item_at
from core.addresses.unknown import is_unknown
from core.models import PublishedItem
from core.public.errors import page_gone


class PublicRedirectMiddleware:
    """Follows the redirects that staff and renamed pages make, but never to a page of ours that
    is not public: that would reveal its new slug, which is made from its title.

    Where something was public once and no redirect leads on, the answer is 410.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or is_unknown(request):
            return response
        query = request.META.get("QUERY_STRING", "")
        end = destination_of(request.path_info, query, item_at, is_missing=True)
        return _redirected(request, end) or _gone(request, end) or response


def _redirected(request: HttpRequest, end: Destination[PublishedItem]) -> HttpResponse | None:
    redirect = end.redirect
    if redirect and (end.is_public or end.is_elsewhere) and redirect.link:
        if redirect.is_permanent:
            return HttpResponsePermanentRedirect(redirect.link)
        return HttpResponseRedirect(redirect.link)
    if end.here and end.here.path != request.path_info:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(uri(end.here.path) + (f"?{query}" if query else ""))
    return None


def _gone(request: HttpRequest, end: Destination[PublishedItem]) -> HttpResponse | None:
    item = end.found or end.former
    if item is None or item.type == PublishedItem.INDEX:
        return None  # that a list was withdrawn is nobody's concern
    return page_gone(request, item)
