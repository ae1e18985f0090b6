"""Answers everything under /api/ and /feeds/, before sessions, users and languages."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from csp.middleware import CSPMiddleware
from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.log import log_response
from django.utils.translation import gettext_lazy as _

from api.delivery import deliver, resource_at
from api.limits import MADE, Allowance
from api.problems import (
    METHODS,
    Problem,
    bad_request,
    closed,
    internal_error,
    not_found,
    problem_answer,
    unavailable,
)
from core.caching.responses import shrink
from core.costly.bounded import BusyError
from core.databases.availability import is_unavailable
from core.public.closed import is_closed
from core.public.policy_reports import ReportingMiddleware

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, RateLimit, RateLimit-Policy",
}
# Search engines list the pages of the site, not their forms for programs.
_ROBOTS = {"X-Robots-Tag": "noindex"}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-Modified-Since, "
    "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """Answers what is ours itself, with cross-origin headers and problem details whatever happens.

    It comes first, so that sessions, users, cookies and redirects to a language are not involved.
    Security headers and the redirect to HTTPS are those of the rest of the site, from the same
    classes.
    """

    prefixes: ClassVar[tuple[str, ...]] = ("/api", "/feeds")
    allowance_type: ClassVar[type[Allowance]] = Allowance

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._security = SecurityMiddleware(get_response)
        self._site_middleware = self.site_middleware(get_response)
        self._site_headers: dict[bool, dict[str, str]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.answers(request.path_info):
            return self.get_response(request)
        allowance = self.allowance_type(request)
        response = self._answer(request, allowance)
        for name, value in (self.common_headers(request) | allowance.headers).items():
            response.headers[name] = value
        if response.status_code == 204:
            del response.headers["Content-Type"]
        elif response.status_code != 304:
            response.headers["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
        return response

    def site_middleware(self, get_response: Callable[[HttpRequest], HttpResponse]) -> list[Any]:
        """Return the middleware whose headers are on every answer."""
        return [
            CSPMiddleware(get_response), ReportingMiddleware(get_response),
            XFrameOptionsMiddleware(get_response), self._security,
        ]  # fmt: skip

    @classmethod
    def answers(cls, path: str) -> bool:
        """Whether a path, decoded, is among those that are answered here."""
        return any(path == each or path.startswith(f"{each}/") for each in cls.prefixes)

    def refused(self, request: HttpRequest, problem: Problem) -> HttpResponse:
        """Return the answer for a problem, in the form that fits the address."""
        return problem_answer(request, problem)

    def common_headers(self, request: HttpRequest) -> dict[str, str]:
        """Return the headers of every answer: those of the whole site, and cross-origin ones."""
        is_secure = request.is_secure()
        if is_secure not in self._site_headers:
            bare = HttpResponse()
            for middleware in self._site_middleware:
                bare = middleware.process_response(request, bare)
            del bare.headers["Content-Type"]
            self._site_headers[is_secure] = dict(bare.headers.items()) | _CORS | _ROBOTS
        return self._site_headers[is_secure]

    def _answer(self, request: HttpRequest, allowance: Allowance) -> HttpResponse:
        try:
            return self._answer_or_refusal(request, allowance)
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer stays a problem
            with suppress(Exception):  # what failed may have been the counting itself
                allowance.spend(MADE)
            if isinstance(error, BusyError) or is_unavailable(error):
                return self._unavailable(request, error)
            got_request_exception.send(sender=type(self), request=request)
            response = self.refused(request, internal_error())
            message = "%s: %s", response.reason_phrase, request.path
            log_response(*message, response=response, request=request, exception=error)
            return response

    def _answer_or_refusal(self, request: HttpRequest, allowance: Allowance) -> HttpResponse:
        try:
            return self._unguarded_answer(request, allowance)
        except Http404:
            problem = not_found()
        except SuspiciousOperation:
            problem = bad_request(_("The request is not well formed."))
        except Problem as raised:
            problem = raised
        return self._refusal(request, problem, allowance)

    def _refusal(
        self, request: HttpRequest, problem: Problem, allowance: Allowance
    ) -> HttpResponse:
        """Return the answer for a problem, which counts as one that was made."""
        try:
            allowance.spend(MADE)
        except Problem as too_many:
            problem = too_many
        response = self.refused(request, problem)
        shrink(request, response)
        return response

    def _unguarded_answer(self, request: HttpRequest, allowance: Allowance) -> HttpResponse:
        if is_closed():
            raise closed()
        request.get_host()  # raises for a host that is not ours
        redirect = self._security.process_request(request)
        if redirect is not None:
            return redirect
        if request.method != "OPTIONS":
            return deliver(request, allowance)
        if "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=_PREFLIGHT)
        resource_at(request.path_info)
        return HttpResponse(status=204, headers={"Allow": METHODS})

    def _unavailable(self, request: HttpRequest, error: Exception) -> HttpResponse:
        response = self.refused(request, unavailable())
        log_response(
            "Busy, or the database is away (%s): %s", str(error).strip(), request.path,
            response=response, request=request, level="warning",
        )  # fmt: skip
        return response
