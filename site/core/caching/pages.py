"""Caches whole pages of the site for the publication state that they were made from.

Whoever has no session is shown the page that was made for the reader before; a change of what is
public is another state, so nothing has to be invalidated. Editors see every page made afresh. Those
who save data get pages without pictures, which are cached beside the others.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from core.caching.accepted import saves_data
from core.caching.answers import CachedAnswer, pages
from core.caching.responses import not_modified, shrink, whole
from core.caching.validators import is_conditional, is_unchanged, validators
from core.caching.versions import CACHEABLE, UNCACHEABLE, Version
from core.clients import is_perhaps_known
from core.language.languages import LANGUAGES
from core.publication.state import PublicationState, state_of_cached

# All parameters that pages read; others, such as `utm_source`, change nothing.
PARAMETERS = frozenset({"forum", "topic", "year", "page"})
_ROOTS = tuple(f"/{lang}/" for lang in LANGUAGES)
# The other addresses that depend on the publication state, with what they read.
_FILES = {
    "/sitemap.xml": frozenset({"file"}),
    "/robots.txt": frozenset[str](),
    "/pgp-key.asc": frozenset[str](),
}
# What one response alone may have.
_OWN = {"set-cookie", "content-length", "date", "vary"}


class PageCacheMiddleware:
    """Answers readers from the cached pages, with validators and compressed.

    It comes before the security headers, which are cached with the page, and before sessions.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_of_the_site(request):
            return self.get_response(request)
        if is_perhaps_known(request):
            return _for_one_person(self.get_response(request))
        address, state = _address(request), _state()
        cached = pages.find(address, state) if address and state else None
        if cached is None:
            response = self.get_response(request)
            if state is None or not _may_be_cached(response):
                shrink(request, response)
                if not _is_file(request):
                    patch_vary_headers(response, ["Save-Data"])
                return _for_one_person(response) if response.cookies else response
            cached = _cacheable(request, response, state)
            if address:
                pages.store(address, state, cached)
        return _answer(request, cached)


def _is_file(request: HttpRequest) -> bool:
    """Whether a file is asked for that is no page: it has no pictures."""
    return request.path_info in _FILES


def _is_of_the_site(request: HttpRequest) -> bool:
    path = request.path_info
    return request.method in {"GET", "HEAD"} and (path.startswith(_ROOTS) or _is_file(request))


def _address(request: HttpRequest) -> str:
    """Return what a page is cached under, or "" for no page that is.

    What somebody searches for is cached nowhere; a host that is not ours is refused further on.
    """
    try:
        request.get_host()
    except DisallowedHost:
        return ""
    known = _FILES.get(request.path_info)
    if known is None:
        if "q" in request.GET:
            return ""
        known = PARAMETERS
    # Of a parameter that is repeated, pages read the last one.
    read = sorted((name, text) for name, text in request.GET.items() if name in known)
    scheme = "https" if request.is_secure() else "http"
    path = request.path_info.replace("?", "%3F")
    variant = "light-" if saves_data(request) and not _is_file(request) else ""
    return f"{variant}{scheme}:{path}?{urlencode(read, errors='replace')}"


def _state() -> PublicationState | None:
    """Return the state, read before the page; None without a cache, or where it is not certain."""
    if not pages.capacity:
        return None
    try:
        return state_of_cached()
    except DatabaseError:
        return None


def _may_be_cached(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response.headers
    )


def _cacheable(
    request: HttpRequest, response: HttpResponse, state: PublicationState
) -> CachedAnswer:
    body = response.content
    version = Version.of(state)
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    own = {name: text for name, text in response.headers.items() if name.lower() not in _OWN}
    vary = "Accept-Encoding" if _is_file(request) else "Accept-Encoding, Save-Data"
    caching = {"Cache-Control": CACHEABLE, "Vary": vary}
    return CachedAnswer(body, own | caching | validators(version, tag), version, tag)


def _answer(request: HttpRequest, cached: CachedAnswer) -> HttpResponse:
    if is_conditional(request) and is_unchanged(request, cached.version, cached.tag):
        return not_modified(cached.headers)
    response = whole(request, cached)
    response.headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response


def _for_one_person(response: HttpResponse) -> HttpResponse:
    """Return a page that was made for somebody, such as an editor, and that nobody caches."""
    response.headers.setdefault("Cache-Control", UNCACHEABLE)
    return response
