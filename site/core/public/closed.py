"""A site that was restored may be closed: nothing is public until an administrator confirms.

It is closed while the file `closed` is in DATA_DIR, whatever the database holds. The CMS is open.
"""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation
from django.utils.log import log_response

from core.addresses.base import CMS_PATH
from core.language.languages import LANGUAGES
from core.public.unavailable import language_of

NAME = "closed"
RETRY_SECONDS = 600
# What answers though the site is closed: health checks, and what the CMS looks like.
_OPEN = ("/livez", "/readyz", CMS_PATH, settings.STATIC_URL)

_HEADERS = {
    "Cache-Control": "no-store",
    "Retry-After": str(RETRY_SECONDS),
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def is_closed() -> bool:
    """Whether nothing is public."""
    return _file().exists()


def close() -> None:
    """Close the site; raises OSError."""
    _file().touch(mode=0o600)


def reopen() -> None:
    """Have everything be public again that is published; raises OSError."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.VAR) / NAME


class ClosedMiddleware:
    """Answers 503 while the site is closed, before anything that is cached.

    The API, which comes before it, answers so itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_OPEN) or not is_closed():
            return self.get_response(request)
        lang = language_of(request)
        with translation.override(lang):
            page = loader.get_template("closed.html").render({"language": LANGUAGES[lang]})
        headers = _HEADERS | {"Content-Language": lang}
        response = HttpResponse(page, status=503, headers=headers)
        log_response("Closed: %s", request.path, response=response, request=request, level="info")
        return response
