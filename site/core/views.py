"""Small doors of the site itself: the language of `/`, uploads, and whether the server lives."""

import mimetypes
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Send readers of `/`, and only of `/`, to the language that their browser asks for."""
    response = redirect(f"/{translation.get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """Serve a rendition of a picture. Originals and anything else under the uploads are refused."""
    path = PurePosixPath("renditions") / name
    if "/" in name or name.startswith(".") or not default_storage.exists(str(path)):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(default_storage.open(str(path)), content_type=kind)
    # The name is random and the content behind it never changes.
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


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
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        state |= {"status": "unavailable", "database": "unreachable", "migrations": "unknown"}
    else:
        if pending:
            state |= {"status": "unavailable", "migrations": f"{len(pending)} not applied"}
    return JsonResponse(state, status=200 if state["status"] == "ok" else 503)
