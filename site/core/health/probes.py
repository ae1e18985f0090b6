"""Whether the process lives, and whether it can serve: /livez and /readyz."""

import logging
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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

    The reason is in the log alone: strangers need not know it.
    """
    reason = _why_not_ready()
    if reason:
        logger.warning("Not ready: %s", reason)
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


def _why_not_ready() -> str:
    try:
        if missing := missing_migrations():
            return f"{missing} migrations are not applied"
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        return "the database cannot be reached"
    return ""


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
