"""Errors as the OpenAPI document shows them: each status with its form and examples."""

from typing import Any

from api.examples import WORK, example_item
from api.limits import too_many
from api.parameters import LIMIT, UnusableValueError
from api.problems import (
    Fault,
    Problem,
    bad_parameters,
    cursor_expired,
    internal_error,
    not_acceptable,
    not_found,
    problem_details,
    unavailable,
    withdrawn,
)
from api.serializers.problems import GoneSerializer, MissingSerializer, ProblemSerializer
from api.types import ROOT
from core.addresses.base import absolute
from core.language.languages import LANGUAGES

# The form of each status and the kind of problem that it usually is.
PROBLEMS: dict[int, tuple[Any, str]] = {
    400: (ProblemSerializer, "bad-request"),
    404: (MissingSerializer, "not-found"),
    406: (ProblemSerializer, "not-acceptable"),
    410: (GoneSerializer, "gone"),
    429: (ProblemSerializer, "too-many-requests"),
    500: (ProblemSerializer, "internal-error"),
    503: (ProblemSerializer, "unavailable"),
}


def problem_examples(kind: str) -> dict[str, Any]:
    """Return a problem of this kind in each language, as the API itself words it."""
    problem, instance = _examples()[kind]
    return {lang: problem_details(problem, instance, lang) for lang in LANGUAGES}


def _examples() -> dict[str, tuple[Problem, str]]:
    item, stories = f"{ROOT}/news/{WORK}/en/", f"{ROOT}/news/"
    missing = not_found()
    missing.extra = {"available": ["ar"]}
    changes = f"{ROOT}/changes/"
    return {
        "bad-request": (_out_of_range(), f"{stories}?limit=101"),
        "not-found": (missing, item),
        "not-acceptable": (not_acceptable("application/json"), stories),
        "gone": (withdrawn("2019-07-01T08:00:00Z", example_item()["translations"]), item),
        "cursor-expired": (cursor_expired(absolute(changes)), f"{changes}?cursor=…"),
        "too-many-requests": (too_many(120, 42), stories),
        "internal-error": (internal_error(), stories),
        "unavailable": (unavailable(), stories),
    }


def _out_of_range() -> Problem:
    try:
        LIMIT.read("101")
    except UnusableValueError as refused:
        return bad_parameters([Fault("limit", refused.code, refused.message)])
    raise AssertionError("101 is more than may be asked for")
