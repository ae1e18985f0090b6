"""Validators of answers (RFC 9110, §8.8 and §13): tags, times, and who has them already."""

import hashlib
import time
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from core.caching.versions import Version
from core.publication.rendering import RENDER_VERSION

# Raise it when answers that the code makes itself (root, vocabularies, frames) change their form.
REVISION = 2
# Two changes may fall into one second, and Last-Modified knows nothing finer.
_SETTLED = timedelta(seconds=2)


def entity_tag(version: Version, address: str) -> str:
    """Return the tag of what `address`, a path with its query, answers in that version."""
    parts = (
        address,
        settings.BASE_URL,
        REVISION,
        RENDER_VERSION,
        version.changed_at,  # in a restored backup the numbers come a second time
        version.expired_at,
        version.content,
    )
    digest = hashlib.blake2b("\n".join(map(str, parts)).encode(), digest_size=8).hexdigest()
    return f'W/"v1-{version.seq}-{digest}"'


def validators(version: Version, tag: str) -> dict[str, str]:
    """Return the headers for conditional requests."""
    # Later changes in one second are dated to the next second, but nothing to a future one.
    second = min(int(version.changed_at.timestamp()), int(time.time()))
    return {"ETag": tag, "Last-Modified": _http_date(second)}


@lru_cache(maxsize=1024)
def _http_date(second: int) -> str:
    return http_date(second)


def is_conditional(request: HttpRequest) -> bool:
    return "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META


def is_unchanged(request: HttpRequest, version: Version, tag: str) -> bool:
    """Whether the client has this version already, so that 304 is the answer."""
    tags = request.META.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        known = {each.removeprefix("W/") for each in parse_etags(tags)}
        return "*" in known or tag.removeprefix("W/") in known
    since = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
    if since is None or timezone.now() - version.changed_at < _SETTLED:
        return False
    return int(version.changed_at.timestamp()) <= since
