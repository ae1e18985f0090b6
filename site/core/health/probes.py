"""Whether the process lives, and whether it can serve: /livez and /readyz."""

import logging
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.health.faults import present_faults
from core.publication.counter import latest_number

Migration = tuple[str, str]

logger = logging.getLogger(__name__)
# Databases in which this process has seen all its migrations.
_migrated: set[str] = set()


class LivenessMiddleware:
    """Answers /livez before anything that could ever need the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return livez(request) if request.path_info == "/livez" else self.get_response(request)


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """Answer that the process lives: {"status": "ok"}."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer whether requests can be served: {"status": "ok"}, or 503 and "unavailable".

    "degraded" is served too: something behind it has stopped, such as the worker. What it is, is
    in the log and in the CMS alone: strangers need not know it.
    """
    try:
        if missing := missing_migrations():
            return _unavailable(f"{missing} migrations are not applied")
        faults = _stopped()
    except DatabaseError:
        return _unavailable("the database cannot be reached")
    if faults:
        logger.warning("Ready, but something has stopped: %s", ", ".join(sorted(faults)))
    return JsonResponse({"status": "degraded" if faults else "ok"})


def _stopped() -> set[str]:
    """Return what has stopped; nothing where readers alone are answered, who may not read that."""
    if settings.ROLE == "public":
        latest_number()  # the database answers
        return set()
    return present_faults()


def _unavailable(reason: str) -> JsonResponse:
    logger.warning("Not ready: %s", reason)
    return JsonResponse({"status": "unavailable"}, status=503)


def missing_migrations() -> int:
    """Return how many migrations of the program are not applied to the database.

    A process that has once seen all of them asks no more: each question takes milliseconds, and
    strangers may ask for /readyz as often as they like.
    """
    if connection.alias in _migrated:
        return 0
    applied = set(MigrationRecorder(connection).applied_migrations())
    missing = sum(
        key not in applied and not (replaced and replaced <= applied)
        for key, replaced in _migrations().items()
    )
    if not missing:
        _migrated.add(connection.alias)
    return missing


@cache
def _migrations() -> dict[Migration, set[Migration]]:
    """Return the migrations of the program, each with those that it replaces."""
    loader = MigrationLoader(None)
    return {key: set(loader.disk_migrations[key].replaces) for key in loader.graph.nodes}
