"""What one bad thing among many does: it is logged, staff are told of it, the others go on.

A problem of a page stands in the page's history, and on the start page of the CMS for those who
may edit the page; one that belongs to no page stands there for administrators.
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
_met: Counter[str] = Counter()  # how often in a row the database failed, in this process
LOGGED = "core.background_problem"  # the action in a page's history


def explain(error: BaseException) -> str:
    """Say why something failed, to people, in the language of this thread."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if is_unavailable(error):
        return _("The database did not answer in time.")
    return _("A fault of the program (%(name)s), which has been noted.") % {
        "name": type(error).__name__
    }


def in_each_language(say: Callable[[], str]) -> dict[str, str]:
    """Return what `say()` says in each language of the CMS."""
    texts = {}
    for lang in LANGUAGES:
        with override(lang):
            texts[lang] = str(say())
    return texts


@contextmanager
def surviving(key: str, kind: str, page_id: int | None = None) -> Iterator[None]:
    """Run the block for one of many things: if it fails, staff are told, and nothing is raised.

    `key` names the thing and what is done to it; when that succeeds, the problem is over. Not to
    be used inside a transaction that the block may break.
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
    """Call `work` with all things in one transaction, or where that fails with each in its own.

    Returns those with which it fails alone, after `on_failure(thing, error)`. What is the
    database's own fault, and no thing's, is raised.
    """
    try:
        with transaction.atomic():
            work(things)
    except Exception as error:
        if is_unavailable(error):
            raise
        if len(things) > 1:
            return set().union(*(together_or_alone([thing], work, on_failure) for thing in things))
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
    """Show staff that `key` failed; log it, with its traceback when it is new.

    `reasons`, by language, are given where they are better known than from `error`; `is_explained`
    keeps the traceback, which may hold names or addresses, out of the log. Never raises.
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
    if is_new and not (is_explained or _is_plain(error)):
        logger.error("Failed: %s", key, exc_info=error)
    elif times.bit_count() <= 1:  # 1, 2, 4, 8 …: what fails twice a minute leaves some lines a day
        logger.warning("Failed: %s (%s, %d times)", key, type(error).__name__, times)


def _is_plain(error: BaseException) -> bool:
    """Whether the message of an error is all there is to know: no traceback is needed."""
    return isinstance(error, RefusedError | ValidationError) or is_unavailable(error)


def _passes(key: str) -> bool:
    """Whether the database may do better the next time: staff hear of the third time in a row.

    To store a problem means to wait once more for the database that has just been waited for.
    """
    _met[key] += 1
    return _met[key] < _PATIENCE


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
    """Note that what failed before has succeeded now."""
    for key in keys:
        _met.pop(key, None)
    _remove(BackgroundProblem.objects.filter(key__in=keys))


def _solve_or_log(key: str) -> None:
    try:
        solve(key)
    except DatabaseError as fault:  # what succeeded does so again
        logger.warning("The problem %s cannot be removed: %s", key, fault)


def solve_others(kind: str, keys: Collection[str]) -> None:
    """Note that of one kind only `keys` still fail: a pass over everything met no others."""
    _remove(BackgroundProblem.objects.filter(kind=kind).exclude(key__in=keys))


def remove_solved() -> None:
    """Remove the problems of pages that somebody has put right."""
    _remove(BackgroundProblem.objects.solved())


def _remove(problems: ProblemQuerySet) -> None:
    """To remove nothing would still keep others from writing for a moment."""
    ids = list(problems.values_list("pk", flat=True))
    if ids:
        BackgroundProblem.objects.filter(pk__in=ids).delete()


def problems_for(user: Any) -> ProblemQuerySet:
    """Return what still lasts, of pages that `user` may edit; administrators see the rest too."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    lasting = BackgroundProblem.objects.lasting()
    theirs = lasting.filter(page__in=pages.order_by().values("pk"))
    return theirs | lasting.filter(page=None) if is_administrator(user) else theirs
