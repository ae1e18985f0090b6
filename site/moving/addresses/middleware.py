"""Answers the hosts of the old sites: redirects, 404 and 410, and nothing else of this site.

It comes before whatever reads the host, the language or a session. An address of something that
was never public is answered, byte for byte, as one that never existed.
"""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from core.public.closed import is_closed
from moving.addresses.known import old_host, place_asked_for
from moving.addresses.leading import Lead, lead_of

_SAFE = {"GET", "HEAD"}
# Browsers would otherwise follow a redirect from memory for ever, wherever the page is by then.
_REDIRECT_LASTS = "public, max-age=3600"
# What is not there may be published in a minute.
_NOTICE_LASTS = "public, max-age=60"


class OldSitesMiddleware:
    """Answers what the old hosts are asked for; what other hosts are asked for passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = old_host(request) if settings.OLD_SITES and not is_closed() else ""
        return _answer(request, host) if host else self.get_response(request)


def _answer(request: HttpRequest, host: str) -> HttpResponse:
    lead = _lead(request, host) if request.method in _SAFE else Lead()
    if lead.address:
        response: HttpResponse = HttpResponsePermanentRedirect(lead.address)
        response["Cache-Control"] = _REDIRECT_LASTS
    else:
        response = _notice(410 if lead.is_gone else 404)
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = settings.SECURE_REFERRER_POLICY
    response["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response


def _lead(request: HttpRequest, host: str) -> Lead:
    place = place_asked_for(host, request)
    if place is None:
        return Lead()
    return lead_of(place, quote(request.path_info), request.META.get("QUERY_STRING", ""))


def _notice(status: int) -> HttpResponse:
    """Return the page for what is not there or gone; its style is that of this site."""
    context = {"base": settings.BASE_URL, "status": status, "is_gone": status == 410}
    response = HttpResponse(render_to_string("moving/notice.html", context), status=status)
    response["Cache-Control"] = _NOTICE_LASTS
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {settings.BASE_URL}; font-src {settings.BASE_URL}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return response
