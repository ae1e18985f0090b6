"""Answers everything under /api/, before sessions, users and languages."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import resolve
from django.utils.log import log_response
from django.utils.translation import gettext_lazy as _

from api.problems import (
    METHODS,
    Problem,
    bad_request,
    internal_error,
    not_found,
    problem_answer,
)

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, RateLimit, RateLimit-Policy",
}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-Modified-Since, "
    "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """Answers /api/ itself, with cross-origin headers and problem details whatever happens.

    It stands first, so that no session, user, cookie or redirect to a language comes into it.
    Security headers and the redirect to HTTPS are those of the rest of the site, from the same
    classes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._security = SecurityMiddleware(get_response)
        self._headers = (
            CSPMiddleware(get_response), XFrameOptionsMiddleware(get_response), self._security,
        )  # fmt: skip

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != "/api" and not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = self._answer(request)
        for middleware in self._headers:
            response = middleware.process_response(request, response)
        for name, value in _CORS.items():
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            return self._unguarded_answer(request)
        except Problem as problem:
            return problem_answer(request, problem)
        except Http404:
            return problem_answer(request, not_found())
        except SuspiciousOperation:
            return problem_answer(request, bad_request(_("The request is not well formed.")))
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer stays a problem
            got_request_exception.send(sender=type(self), request=request)
            response = problem_answer(request, internal_error())
            message = "%s: %s", response.reason_phrase, request.path
            log_response(*message, response=response, request=request, exception=error)
            return response

    def _unguarded_answer(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # raises for a host that is not ours
        redirect = self._security.process_request(request)
        if redirect is not None:
            return redirect
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=_PREFLIGHT)
        match = resolve(request.path_info)
        request.resolver_match = match
        return match.func(request, *match.args, **match.kwargs)
