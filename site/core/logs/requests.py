"""A line of the log for each request that was answered."""

import logging
import os
import re
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.clients import client_address
from core.logs.lines import request_id
from core.logs.private import network_of

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
# Asked every few seconds by whoever watches the site.
_PROBES = {"/livez", "/readyz"}

logger = logging.getLogger(__name__)


class RequestLogMiddleware:
    """Logs route, method, status, duration and network of each request; comes first of all.

    The route is the name of the address, such as `wagtailadmin_pages:edit`: the path and the query
    would name drafts, searches and one-time links. Every answer names its request in X-Request-ID.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_on = settings.LOG_REQUESTS and logger.isEnabledFor(logging.INFO)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        name = _name_of(request)
        token = request_id.set(name)
        request.log_id = name  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            response.headers[HEADER] = name
            if self.is_on and not (request.path_info in _PROBES and response.status_code == 200):
                self._log(request, response.status_code, perf_counter() - began)
        finally:
            request_id.reset(token)
        return response

    def _log(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        fields = {
            "route": match.view_name if match else "",
            "method": request.method if (request.method or "").isalpha() else "?",
            "status": status,
            "ms": round(seconds * 1000, 1),
            "network": network_of(client_address(request)),
        }
        logger.info("request", extra={"fields": fields})


def _name_of(request: HttpRequest) -> str:
    """Return the id that our own proxy gave the request, else a new one."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if _GIVEN.fullmatch(given) else os.urandom(16).hex()
