"""Reports of browsers that something was not loaded or run, because of the content policy.

A kind of report is what was refused and where from: directive, host, CMS or site. Each process
counts kinds for a day and logs a kind when it is new, and at ten, a hundred, … of it. Nothing else
of a report is used: addresses of pages and readers are neither counted nor logged.
"""

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.addresses.base import CMS_PATH, absolute

PATH = "/csp-report/"
GROUP = "csp"  # the name by which policies refer to PATH
MAX_BYTES = 8 * 1024
MAX_KINDS = 100  # a day; what comes after them counts as one kind
MAX_PER_MINUTE = 120  # of a process
_MAX_REPORTS = 20  # of one request
_OLD, _NEW = "application/csp-report", "application/reports+json"
_DIRECTIVE = re.compile(r"[a-z]{1,16}(-[a-z]{1,12}){0,3}")
# What is blocked, where it has no host.
_KEYWORDS = {"inline", "eval", "wasm-eval", "trusted-types-policy", "trusted-types-sink", "self"}
_SCHEMES = {"data", "blob", "filesystem", "about", "chrome-extension", "moz-extension"}
_HOST = re.compile(r"[a-z0-9.-]{1,100}")
_OTHER = ("other", "other", "other")

Kind = tuple[str, str, str]
logger = logging.getLogger(__name__)


class _Counts:
    """How often each kind was reported today (UTC), and how many requests came in this minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._day, self._minute, self._requests = "", 0, 0
        self.kinds: Counter[Kind] = Counter()

    def may_come(self) -> bool:
        """Count a request; return whether it is within the limit."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._requests = minute, 0
            self._requests += 1
            return self._requests <= MAX_PER_MINUTE

    def count(self, kind: Kind) -> int:
        """Count a report; return how many of its kind there are today."""
        day = f"{timezone.now():%Y-%m-%d}"
        with self._lock:
            if day != self._day:
                self._day = day
                self.kinds.clear()
            if kind not in self.kinds and len(self.kinds) >= MAX_KINDS:
                kind = _OTHER
            self.kinds[kind] += 1
            return self.kinds[kind]


counts = _Counts()


@csrf_exempt  # browsers send reports by themselves, without a token
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Count the reports in a request of a browser: 204, or why it is none."""
    if not counts.may_come():
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    if request.content_type not in {_OLD, _NEW}:
        return HttpResponse(status=415)
    body = request.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        return HttpResponse(status=413)
    try:
        kinds = list(_kinds_in(orjson.loads(body), request.content_type))
    except (ValueError, TypeError, KeyError, AttributeError):  # not the form of a report
        return HttpResponse(status=400)
    for kind in kinds:
        number = counts.count(kind)
        if str(number).strip("0") == "1":  # 1, 10, 100, …
            logger.warning("Content policy: %s refused %s in the %s, %d today", *kind, number)
    return HttpResponse(status=204)


def _kinds_in(content: Any, media_type: str) -> Iterator[Kind]:
    if media_type == _OLD:
        report = content["csp-report"]
        directive = report.get("effective-directive") or report["violated-directive"]
        yield _kind(directive, report["blocked-uri"], report.get("document-uri", ""))
        return
    for each in [dict(each) for each in content][:_MAX_REPORTS]:
        if each["type"] == "csp-violation":
            body = each["body"]
            yield _kind(body["effectiveDirective"], body["blockedURL"], body.get("documentURL", ""))


def _kind(directive: str, blocked: str, document: str) -> Kind:
    name = directive.partition(" ")[0].lower()
    is_cms = urlsplit(document).path.startswith(CMS_PATH)
    return (
        name if _DIRECTIVE.fullmatch(name) else "other",
        _blocked(blocked.lower()),
        "CMS" if is_cms else "site",
    )


def _blocked(address: str) -> str:
    """Return the host of what was blocked, or what it is if it has none."""
    if address in _KEYWORDS or address in _SCHEMES:
        return address
    parts = urlsplit(address)
    if parts.scheme in _SCHEMES:
        return parts.scheme
    host = parts.hostname or ""
    return host if _HOST.fullmatch(host) else "other"


class ReportingMiddleware:
    """Names the address of reports in the newer of the two ways that browsers know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.process_response(request, self.get_response(request))

    def process_response(self, _request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers["Reporting-Endpoints"] = f'{GROUP}="{absolute(PATH)}"'
        return response
