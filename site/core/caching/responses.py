"""Cached answers as responses: whole, compressed, or 304."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from core.caching.answers import CachedAnswer
from core.caching.compression import SMALLEST, compressed, takes_gzip

_OF_304 = (
    "ETag", "Last-Modified", "Cache-Control", "Vary",
    "Content-Language", "Content-Location", "Link",
)  # fmt: skip


def whole(request: HttpRequest, cached: CachedAnswer) -> HttpResponse:
    """Return the answer, compressed where that is accepted and worth it."""
    if len(cached.body) < SMALLEST or not takes_gzip(request):
        return HttpResponse(cached.body, headers=cached.headers)
    return HttpResponse(cached.gzipped, headers=cached.headers | {"Content-Encoding": "gzip"})


def not_modified(headers: dict[str, str]) -> HttpResponse:
    """Return a 304 with those of the headers that caches need."""
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    for name in _OF_304:
        if name in headers:
            response.headers[name] = headers[name]
    return response


def shrink(request: HttpRequest, response: HttpResponse) -> None:
    """Compress an answer that is not cached, such as an error, as others are."""
    if response.streaming or len(response.content) < SMALLEST:
        return
    patch_vary_headers(response, ["Accept-Encoding"])
    if not takes_gzip(request) or "Content-Encoding" in response.headers:
        return
    response.content = compressed(response.content)
    response.headers["Content-Encoding"] = "gzip"
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
