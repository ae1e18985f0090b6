"""Translation statuses of the works that a transaction touched, derived at its end."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from core.background.problems import Kind, report, solve, together_or_alone
from core.models import BackgroundProblem
from core.publication.counter import lock_publication
from core.publication.registry import derive_statuses

_KEY = "status:"


def update_statuses(works: Collection[UUID]) -> None:
    """Derive the statuses of these works; if that fails for one, nothing else is stopped.

    A page must be taken down even if its status cannot be derived; the failure is reported.
    """
    if works:
        together_or_alone(works, derive_statuses, _report)


def retry_statuses() -> None:
    """Derive again the statuses that failed."""
    failed = BackgroundProblem.objects.filter(kind=Kind.STATUS)
    for key in list(failed.values_list("key", flat=True)):
        with transaction.atomic():
            lock_publication()
            if not together_or_alone([UUID(key.removeprefix(_KEY))], derive_statuses, _report):
                solve(key)


def _report(work: UUID, error: Exception) -> None:
    page = Page.objects.filter(translation_key=work).order_by("pk").first()
    report(f"{_KEY}{work}", Kind.STATUS, error, page_id=page.pk if page else None)
