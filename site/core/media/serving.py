"""Pictures at their public addresses, while a public page shows them."""

import mimetypes
import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from core.models import PublishedItem, SiteRendition

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """Serve a rendition while a public page shows its picture; to staff at any time.

    Originals and anything else under the uploads are never served.
    """
    if not _FILE_NAME.fullmatch(name):
        raise Http404
    path = f"renditions/{name}"
    found = SiteRendition.objects.filter(file=path).values_list("image_id", flat=True).first()
    is_public = found and PublishedItem.objects.public().showing(f"image:{found}").exists()
    if not found or not (is_public or is_staff(request)) or not default_storage.exists(path):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(default_storage.open(path), content_type=kind)
    # The content behind a name never changes, so a reader's own browser may cache it; shared
    # caches must ask again soon, because the page that shows it may be withdrawn.
    shared = "public, max-age=31536000, s-maxage=30, immutable"
    response["Cache-Control"] = shared if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody is signed in who may use the CMS."""
    return request.user.has_perm("wagtailadmin.access_admin")
