"""Background problems: one of many things fails, is logged and reported, and the others go on.

A page's problem is in the page's history, and on the start page of the CMS for those who may edit
the page. Administrators see there the problems that belong to no page, too.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.databases.availability import is_unavailable
from core.language.languages import LANGUAGES
from core.models import BackgroundProblem
from core.models.background import ProblemQuerySet
from core.refusals import RefusedError
from core.setup.roles import is_administrator

logger = logging.getLogger(__name__)

Kind = BackgroundProblem.Kind
Thing = TypeVar("Thing")
_PATIENCE = 3
_failures: Counter[str] = Counter()  # how often in a row the database failed, in this process
LOGGED = "core.background_problem"  # the action in a page's history


def explain(error: BaseException) -> str:
    """Return why something failed, as a text for people, in the language of this thread."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if is_unavailable(error):
        return _("The database did not answer in time.")
    return _("A fault of the program (%(name)s), which has been noted.") % {
        "name": type(error).__name__
    }


def in_each_language(text: Callable[[], str]) -> dict[str, str]:
    """Return what `text()` returns in each language of the CMS."""
    texts = {}
    for lang in LANGUAGES:
        with override(lang):
            texts[lang] = str(text())
    return texts


@contextmanager
def surviving(key: str, kind: str, page_id: int | None = None) -> Iterator[None]:
    """Run the block for one of many things: if it fails, that is reported and nothing is raised.

    `key` names the thing and what is done to it; success removes the problem. Not to be used
    inside a transaction that the block may break.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
        report(key, kind, error, page_id=page_id)
    else:
        _solve_or_log(key)


def together_or_alone(
    things: Collection[Thing],
    work: Callable[[Collection[Thing]], object],
    on_failure: Callable[[Thing, Exception], object],
) -> set[Thing]:
    """Call `work` with all things in one transaction, or if that fails with each in its own.

    Returns those that fail alone, after `on_failure(thing, error)`. Errors of the database itself
    are raised.
    """
    try:
        with transaction.atomic():
            work(things)
    except Exception as error:
        if is_unavailable(error):
            raise
        if len(things) > 1:
            alone = (together_or_alone([thing], work, on_failure) for thing in things)
            return set().union(*alone)
        for thing in things:
            on_failure(thing, error)
        return set(things)
    return set()


def report(
    key: str,
    kind: str,
    error: BaseException,
    *,
    page_id: int | None = None,
    reasons: dict[str, str] | None = None,
    is_explained: bool = False,
) -> None:
    """Report to staff that `key` failed; log it, with its traceback when it is new.

    `reasons` explain it by language, where more is known than `error` shows; with `is_explained`
    they are enough, and a traceback would only put names or addresses into the log. Never raises:
    if the problem cannot be stored, it is only logged.
    """
    if is_unavailable(error) and _passes(key):
        logger.warning("Tried again soon: %s (%s)", key, error)
        return
    why = reasons or in_each_language(lambda: explain(error))
    try:
        is_new, times = _stored(key, kind, page_id, why, is_counted=not is_unavailable(error))
    except DatabaseError as fault:
        logger.warning("The problem %s cannot be stored: %s", key, fault)
        is_new, times = True, 1
    except Exception:
        logger.exception("The problem %s cannot be stored", key)
        is_new, times = True, 1
    _log(key, error, times, with_traceback=is_new and not (is_explained or _is_plain(error)))


def _log(key: str, error: BaseException, times: int, *, with_traceback: bool) -> None:
    if with_traceback:
        logger.error("Failed: %s", key, exc_info=error)
    elif times.bit_count() <= 1:  # 1, 2, 4, 8 …: a failure every half minute gives some lines a day
        logger.warning("Failed: %s (%s, %d times)", key, type(error).__name__, times)


def _is_plain(error: BaseException) -> bool:
    """Whether the message of an error is all there is to know: no traceback is needed."""
    return isinstance(error, RefusedError | ValidationError) or is_unavailable(error)


def _passes(key: str) -> bool:
    """Whether the database may answer the next time: only the third failure in a row is reported.

    Storing a problem means to wait again for the database that has just failed to answer.
    """
    _failures[key] += 1
    return _failures[key] < _PATIENCE


@transaction.atomic
def _stored(
    key: str, kind: str, page_id: int | None, reasons: dict[str, str], *, is_counted: bool
) -> tuple[bool, int]:
    """Store a problem; return whether it is new or another one, and how often it failed."""
    page = Page.objects.filter(pk=page_id).first() if page_id else None
    problem, is_new = BackgroundProblem.objects.get_or_create(key=key, defaults={"kind": kind})
    is_new = is_new or (problem.kind, problem.reasons) != (kind, reasons)
    problem.kind, problem.reasons, problem.page = kind, reasons, page
    problem.last_seen = timezone.now()
    problem.times += 1
    problem.tries += is_counted
    problem.save()
    if page is not None and is_new:
        log(instance=page, action=LOGGED, data={"kind": kind, "reasons": reasons})
    return is_new, problem.times


def solve(*keys: str) -> None:
    """Record that what failed before has succeeded now."""
    for key in keys:
        _failures.pop(key, None)
    _remove(BackgroundProblem.objects.filter(key__in=keys))


def _solve_or_log(key: str) -> None:
    try:
        solve(key)
    except DatabaseError as fault:  # the next success removes it
        logger.warning("The problem %s cannot be removed: %s", key, fault)


def solve_others(kind: str, keys: Collection[str]) -> None:
    """Record that of one kind only `keys` still fail: a pass over everything met no others."""
    _remove(BackgroundProblem.objects.filter(kind=kind).exclude(key__in=keys))


def remove_solved() -> None:
    """Remove the problems of pages that somebody has corrected."""
    _remove(BackgroundProblem.objects.solved())


def _remove(problems: ProblemQuerySet) -> None:
    """Delete them, if there are any: an empty DELETE would still block writers for a moment."""
    ids = list(problems.values_list("pk", flat=True))
    if ids:
        BackgroundProblem.objects.filter(pk__in=ids).delete()


def problems_for(user: Any) -> ProblemQuerySet:
    """Return the lasting problems of pages that `user` may edit; administrators see all others."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    lasting = BackgroundProblem.objects.lasting()
    theirs = lasting.filter(page__in=pages.order_by().values("pk"))
    return theirs | lasting.filter(page=None) if is_administrator(user) else theirs
