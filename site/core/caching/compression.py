"""Compression of answers with gzip, where the client accepts it."""

import gzip

from django.http import HttpRequest

from core.caching.accepted import takes_coding

# A body that fits into one packet gains nothing.
SMALLEST = 600
_LEVEL = 6


def takes_gzip(request: HttpRequest) -> bool:
    """Whether `Accept-Encoding` names gzip, or anything, without refusing it by `q=0`."""
    return takes_coding(request.META.get("HTTP_ACCEPT_ENCODING", ""), "gzip", "x-gzip")


def decompressed(body: bytes) -> bytes:
    return gzip.decompress(body)


def compressed(body: bytes) -> bytes:
    """Return the body as gzip; the same body always gives the same bytes."""
    return gzip.compress(body, _LEVEL, mtime=0)
