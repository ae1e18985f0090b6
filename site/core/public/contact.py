"""The initiative's public key at an address of its own, which stays the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.models import InitiativeSettings

# The extension by which programs for encrypted e-mail know it.
FILE_NAME = "pgp-key.asc"


@require_safe
def public_key(request: HttpRequest) -> HttpResponse:
    """Answer the key as a file, or 404 where there is none."""
    settings = InitiativeSettings.objects.first()
    key = settings.public_key if settings else None
    if key is None:
        raise Http404
    return HttpResponse(
        key.text,
        content_type="application/pgp-keys",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )
