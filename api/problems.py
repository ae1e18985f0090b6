"""Errors as problem details (RFC 9457), in the reader's language.

A view raises a Problem; the middleware turns it, and everything else that goes wrong, into an
answer. Titles, details and messages follow `Accept-Language`; codes and types never change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header

from api.types import ROOT
from core.addresses.base import absolute
from core.caching.versions import CACHEABLE
from core.databases.availability import RETRY_SECONDS
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.public.closed import RETRY_SECONDS as CLOSED_SECONDS

MEDIA_TYPE = "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"
Text = str | Promise

# What each kind of problem is called; the guide explains each under the same name.
TITLES: dict[str, Text] = {
    "bad-request": _("The request has a fault"),
    "not-found": _("There is nothing at this address"),
    "gone": _("This has been withdrawn"),
    "method-not-allowed": _("This method is not allowed"),
    "not-acceptable": _("This format is not available"),
    "cursor-expired": _("This cursor is too old"),
    "too-many-requests": _("Too many requests"),
    "internal-error": _("Something went wrong on our side"),
    "unavailable": _("The API is not available at the moment"),
}


# More than anybody reads; a request with a thousand faults must not get a book for an answer.
MAX_FAULTS = 20


@dataclass(frozen=True)
class Fault:
    """What is wrong with one parameter: `code` for programs, `message` for people."""

    parameter: str
    code: str
    message: Text


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """A request that cannot be answered as it was meant. `kind` is a key of TITLES."""

    kind: str
    status: int
    detail: Text
    faults: Sequence[Fault] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    # Whether the answer may be cached as long as any other.
    is_lasting: bool = False


def bad_parameters(faults: Sequence[Fault]) -> Problem:
    detail: Text = _("See “errors” for what to change.")
    if len(faults) == 1:  # for those who show or log nothing else
        [fault] = faults
        detail = filled("%(name)s: %(message)s", name=fault.parameter, message=fault.message)
    return Problem("bad-request", 400, detail, faults[:MAX_FAULTS])


def bad_request(detail: Text) -> Problem:
    return Problem("bad-request", 400, detail)


def not_found(detail: Text = "", *, is_lasting: bool = False) -> Problem:
    """Return the problem of what does not exist; `is_lasting` lets the answer be cached."""
    detail = detail or _("Check the address; /api/v1/ lists what there is.")
    return Problem("not-found", 404, detail, is_lasting=is_lasting)


def withdrawn(since: str, translations: Sequence[Mapping[str, str]]) -> Problem:
    """Return the problem of an item that was public; `translations` are what is left."""
    detail = _("This was public and has been withdrawn. Please remove your copies.")
    extra = {"gone_since": since, "translations": translations}
    return Problem("gone", 410, detail, extra=extra, is_lasting=True)


def cursor_expired(restart: str, why: Text = "") -> Problem:
    """Return the problem of a cursor that leads nowhere any more; `restart` is where to begin."""
    why = why or _("It was given more than 400 days ago.")
    detail = filled(_("%(why)s Start again at “restart”, from an empty copy."), why=why)
    headers = {"Link": f'<{restart}>; rel="first"'}
    return Problem("cursor-expired", 410, detail, extra={"restart": restart}, headers=headers)


def method_not_allowed() -> Problem:
    detail = _("The API is for reading: use GET, HEAD or OPTIONS.")
    return Problem("method-not-allowed", 405, detail, headers={"Allow": METHODS})


def not_acceptable(media_type: str) -> Problem:
    detail = _("Only %(media_type)s is available here: ask for it in Accept, or leave Accept out.")
    return Problem("not-acceptable", 406, filled(detail, media_type=media_type))


def internal_error() -> Problem:
    detail = _("The fault has been noted. Try again later.")
    return Problem("internal-error", 500, detail)


def unavailable() -> Problem:
    """Return the problem of a database that is busy or away."""
    detail = _("Try again after the seconds in Retry-After. The data you have is still valid.")
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return Problem("unavailable", 503, detail, headers=headers)


def closed() -> Problem:
    """Return the problem of a site on which nothing is public until a restoration is confirmed."""
    detail = _(
        "The site is being restored after a fault. Try again after the seconds in Retry-After, and "
        "keep the data you have."
    )
    return Problem("unavailable", 503, detail, headers={"Retry-After": str(CLOSED_SECONDS)})


format_lazily = lazy(lambda template, values: str(template) % values, str)


def filled(template: Text, **values: object) -> Text:
    """Return a lazily translated template with its named placeholders filled."""
    return format_lazily(template, values)


def language_of_errors(request: HttpRequest) -> str:
    """Return the language that the reader asks for in `Accept-Language`, else English."""
    for tag, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        primary = tag.split("-", 1)[0]
        if weight and primary in LANGUAGES:
            return primary
    return DEFAULT_LANGUAGE


def problem_details(problem: Problem, instance: str, lang: str) -> dict[str, Any]:
    """Return a problem as RFC 9457 has it, in one language; `instance` is what was asked for."""
    with override(lang):
        faults = [
            {"parameter": fault.parameter, "code": fault.code, "message": str(fault.message)}
            for fault in problem.faults
        ]
        return {
            "type": absolute(f"{ROOT}/docs/#{problem.kind}"),
            "title": str(TITLES[problem.kind]),
            "status": problem.status,
            "detail": str(problem.detail),
            "instance": instance,
            "errors": faults,
            **problem.extra,
        }


def problem_answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the answer for `problem`, in the reader's language."""
    lang = language_of_errors(request)
    content = problem_details(problem, iri_to_uri(request.get_full_path()), lang)
    return HttpResponse(
        orjson.dumps(content),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers={
            "Cache-Control": CACHEABLE if problem.is_lasting else "no-store",
            "Content-Language": lang,
            "Vary": "Accept-Encoding, Accept-Language",
            **problem.headers,
        },
    )
