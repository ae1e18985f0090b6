"""What a frame shows where there is no card: in both languages, since nobody knows its readers."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from api.embeds.card import script, stylesheet
from api.problems import TITLES, Problem
from core.addresses.base import absolute
from core.caching.versions import CACHEABLE
from core.language.languages import LANGUAGES

TEMPLATE = "embeds/notice.html"
# Faults of requests are explained to whoever made the frame; the rest to readers.
_EXPLAINED = {400, 405, 406, 429}


def notice_answer(problem: Problem) -> HttpResponse:
    """Return the page for a problem; it needs no database."""
    context = {
        "notices": [_notice(problem, tag) for tag in LANGUAGES],
        "stylesheet": stylesheet(),
        "script": script(),
    }
    return HttpResponse(
        render_to_string(TEMPLATE, context),
        status=problem.status,
        content_type="text/html; charset=utf-8",
        headers={
            "Cache-Control": CACHEABLE if problem.is_lasting else "no-store",
            "Content-Language": ", ".join(LANGUAGES),
            "Vary": "Accept-Encoding",
            **problem.headers,
        },
    )


def _notice(problem: Problem, tag: str) -> dict[str, Any]:
    with override(tag):
        return {
            "language": LANGUAGES[tag],
            "title": str(TITLES[problem.kind]),
            "detail": _detail(problem),
            "home": absolute(f"/{tag}/"),
            "link": _("Go to the front page"),
        }


def _detail(problem: Problem) -> str:
    if problem.status in _EXPLAINED:
        return str(problem.detail)
    if problem.status == 410:
        return _("What was shown here can no longer be read.")
    if problem.status == 404:
        return _("What this page was to show does not exist.")
    return _("Try again later.")
