"""Unpublishes what has expired and publishes what is due, each in a transaction of its own.

Wagtail's own command ends at the first failure, and begins with the same page the next time.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import DraftStateMixin, Page, Revision

from core.background.problems import (
    Kind,
    explain,
    remove_solved,
    report,
    solve,
    surviving,
)
from core.databases.availability import is_unavailable
from core.language.languages import LANGUAGES
from core.media.missing import make_missing, pictures_of
from core.models import BackgroundProblem
from core.publication.repair import reconcile
from core.publication.transactions import publication_transaction
from core.publication.works import retry_statuses
from core.refusals import RefusedError

logger = logging.getLogger(__name__)

# These fail again until somebody has changed the page.
_LASTING = (RefusedError, ValidationError, IntegrityError, DataError)
# After any other failure it is tried again in half a minute, one, two …, for about an hour: a page
# that appears days late, once somebody has corrected the program, surprises everybody.
_FIRST_PAUSE = timedelta(seconds=30)
_MOST_TRIES = 8


def run_schedules() -> None:
    """Unpublish and publish what is due; a failure is reported to staff and stops nothing else.

    Pages that must be taken down come first.
    """
    for model in _scheduled_models():
        _unpublish_expired(model)
    remove_solved()
    now = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        _publish_due(pk, now)


def repair() -> None:
    """Update the published items where pages changed without a signal."""
    if repaired := reconcile():
        logger.info("Publication repaired: %s", repaired)
    retry_statuses()


def _scheduled_models() -> Iterator[Any]:
    yield Page  # whatever its type: to unpublish, the plain row is enough
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _unpublish_expired(model: Any) -> None:
    expired = model.objects.filter(live=True, expire_at__lt=timezone.now())
    for pk in list(expired.order_by("expire_at", "pk").values_list("pk", flat=True)):
        key = f"expiry:{model._meta.label_lower}:{pk}"
        with (
            surviving(key, Kind.EXPIRY, page_id=pk if model is Page else None),
            publication_transaction(),
        ):
            if thing := expired.select_for_update(of=("self",)).filter(pk=pk).first():
                thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish_due(pk: int, now: datetime) -> None:
    """Publish one revision; where that fails, decide whether it is tried again."""
    try:
        key, page_id = _named(pk)
        if _is_pausing(key, now):
            return
        failure, reasons = _tried(pk, now)
        if failure is None:
            solve(key)
            return
        kind = Kind.UNSCHEDULED if _is_given_up(key, failure) else Kind.DELAYED
        with publication_transaction():
            if kind == Kind.UNSCHEDULED:
                Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
            report(key, kind, failure, page_id=page_id, reasons=reasons)
    except Exception:
        logger.exception("Revision %s is due, and why it is not published is not known", pk)


def _named(pk: int) -> tuple[str, int | None]:
    """Return the problem key of what a revision belongs to and, if that is a page, its id."""
    revision = Revision.objects.select_related("base_content_type").defer("content").get(pk=pk)
    owner = revision.base_content_type
    page_id = int(revision.object_id) if owner.model_class() is Page else None
    return f"schedule:{owner.app_label}.{owner.model}:{revision.object_id}", page_id


def _tried(pk: int, now: datetime) -> tuple[Exception | None, dict[str, str]]:
    """Try to publish; return why it failed, as an error and as texts by language.

    A refusal is a text in the language in which it is raised, so it is asked for in each.
    """
    reasons: dict[str, str] = {}
    failure: Exception | None = None
    for lang in LANGUAGES:
        with override(lang):
            try:
                make_missing(_pictures(pk))
                with publication_transaction():
                    _publish(pk, now)
            except Exception as error:  # noqa: BLE001 - it is reported
                failure, reasons[lang] = error, explain(error)
            else:
                return None, {}
        if not isinstance(failure, RefusedError | ValidationError):
            return failure, {}
    return failure, reasons


def _pictures(pk: int) -> set[int]:
    revision = Revision.objects.filter(pk=pk).first()
    is_there = revision is not None and revision.content_object is not None
    return pictures_of(revision.as_object()) if is_there else set()


def _publish(pk: int, now: datetime) -> None:
    """Publish a revision, unless somebody has published or unscheduled it meanwhile."""
    due = Revision.objects.filter(pk=pk, approved_go_live_at__lt=now)
    revision = due.select_for_update(of=("self",)).first()
    if revision is None:
        return
    if revision.content_object is None:  # deleted without Wagtail
        logger.warning("Revision %s was due, and what it belongs to is gone", pk)
        due.update(approved_go_live_at=None)
        return
    revision.publish(log_action="wagtail.publish.scheduled")


def _is_pausing(key: str, now: datetime) -> bool:
    problem = BackgroundProblem.objects.filter(key=key, kind=Kind.DELAYED).first()
    if problem is None or not problem.tries:  # errors of the database itself need no pause
        return False
    return now < problem.last_seen + _FIRST_PAUSE * 2 ** (problem.tries - 1)


def _is_given_up(key: str, failure: Exception) -> bool:
    if isinstance(failure, _LASTING):
        return True
    if is_unavailable(failure):
        return False
    problem = BackgroundProblem.objects.filter(key=key, kind=Kind.DELAYED).first()
    return problem is not None and problem.tries + 1 >= _MOST_TRIES
