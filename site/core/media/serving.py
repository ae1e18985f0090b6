"""Pictures and documents at their addresses, for those to whom `core.media.access` gives them."""

import logging
import mimetypes
import re
from typing import Any

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.users.models import UserProfile

from core.clients import knows_nobody
from core.databases.availability import RETRY_SECONDS
from core.media.access import Access, access_to, is_staff
from core.models import SiteDocument, SiteRendition

logger = logging.getLogger(__name__)
_AWAY = 503
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# A reader's own browser may show a picture for a day without asking; shared caches must ask again
# soon, because the page that shows it may be withdrawn.
_OF_PUBLIC = "public, max-age=86400, s-maxage=30"
# A document is read on its own: half a minute after its page was withdrawn it is gone.
_OF_PUBLIC_DOCUMENT = "public, max-age=30"
_OF_STAFF = "private, no-store"
_LONGEST_NUMBER = 18  # digits
_NOTHING_RUNS = "sandbox; default-src 'none'"


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition to those who may have its picture.

    Originals and anything else under the uploads are never served.
    """
    if not _FILE_NAME.fullmatch(name):
        raise Http404
    path = f"renditions/{name}"
    found = SiteRendition.objects.filter(file=path).select_related("image__collection").first()
    access = access_to(request, found.image) if found else Access.NONE
    # A picture is within a page: there is nowhere to ask for a password.
    if access in {Access.NONE, Access.CLOSED}:
        raise Http404
    if access is Access.PRIVATE:
        response = _file(path)
        response["Cache-Control"] = _OF_STAFF
        return response
    # The content behind a name never changes, so the name is its tag.
    return _conditional(request, path, quote_etag(name))


def _conditional(request: HttpRequest, path: str, tag: str) -> HttpResponseBase:
    """Return a public file, or 304 to whoever has it already and may go on showing it."""
    response: HttpResponseBase = get_conditional_response(request, etag=tag) or _file(path)
    if response.status_code != _AWAY:
        response["Cache-Control"] = _OF_PUBLIC
        response["ETag"] = tag
    return response


@require_safe
def avatar(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a user's picture of themselves to staff, who see it in the CMS."""
    path = f"avatar_images/{name}"
    if not is_staff(request) or not _FILE_NAME.fullmatch(name):
        raise Http404
    if not UserProfile.objects.filter(avatar=path).exists():
        raise Http404
    response = _file(path)
    response["Cache-Control"] = _OF_STAFF
    return response


@require_safe
def document(request: HttpRequest, pk: str, name: str) -> HttpResponseBase:
    """Serve a document to download; the browser neither shows it nor runs anything of it."""
    rows = SiteDocument.objects.select_related("collection")
    found = rows.filter(pk=int(pk)).first() if len(pk) <= _LONGEST_NUMBER else None
    if found is None or found.filename != name:
        raise Http404
    access = access_to(request, found)
    if access is Access.CLOSED and not knows_nobody():
        return _asked_for(found, request)
    if access in {Access.NONE, Access.CLOSED}:
        raise Http404
    is_public = access is Access.PUBLIC
    tag = quote_etag(found.file.name)  # random, and another one for another content
    cached = get_conditional_response(request, etag=tag) if is_public else None
    response: HttpResponseBase = cached or _download(found)
    if response.status_code == _AWAY:
        return response
    response["Cache-Control"] = _OF_PUBLIC_DOCUMENT if is_public else _OF_STAFF
    response["Content-Security-Policy"] = _NOTHING_RUNS
    if is_public:
        response["ETag"] = tag
    return response


def _asked_for(document: SiteDocument, request: HttpRequest) -> HttpResponse:
    """Return the answer to who may not have a document yet, such as a form for its password."""
    answers = (check(document, request) for check in hooks.get_hooks("before_serve_document"))
    for answer in answers:
        # The sign-in form leads back here: who is signed in would be sent to and fro.
        if isinstance(answer, HttpResponseRedirect) and request.user.is_authenticated:
            raise Http404
        if isinstance(answer, HttpResponse):
            return answer
    raise Http404


def _download(document: SiteDocument) -> HttpResponseBase:
    file = _opened(document.file.name)
    if file is None:
        return _away()
    response = FileResponse(
        file,
        as_attachment=True,
        filename=document.filename,
        content_type=document.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(path: str) -> Any:
    """Return a stored file, opened; None if what stores it does not answer. Raises Http404."""
    try:
        return default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    except OSError as error:
        logger.warning("A file cannot be read: %s", error)
        return None


def _away() -> HttpResponse:
    return HttpResponse(
        status=_AWAY, headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    )


def _file(path: str) -> HttpResponseBase:
    file = _opened(path)
    if file is None:
        return _away()
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response
