"""Whether the process lives, and whether it can serve: /livez and /readyz."""

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

Migration = tuple[str, str]


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
    """Answer whether requests can be served: database reachable, all migrations applied.

    {"status": "ok", "database": "ok", "migrations": "ok"}, or 503 with what is wrong.
    """
    state = {"status": "ok", "database": "ok", "migrations": "ok"}
    try:
        missing = _missing_migrations()
    except DatabaseError:
        state |= {"status": "unavailable", "database": "unreachable", "migrations": "unknown"}
    else:
        if missing:
            state |= {"status": "unavailable", "migrations": f"{missing} not applied"}
    return JsonResponse(state, status=200 if state["status"] == "ok" else 503)


def _missing_migrations() -> int:
    """Return how many migrations of the program are not applied to the database."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return sum(
        key not in applied and not (replaced and replaced <= applied)
        for key, replaced in _migrations().items()
    )


@cache
def _migrations() -> dict[Migration, set[Migration]]:
    """Return the migrations of the program, each with those that it replaces."""
    loader = MigrationLoader(None)
    return {key: set(loader.disk_migrations[key].replaces) for key in loader.graph.nodes}
