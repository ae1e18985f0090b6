"""The worker's lane for a CDN, which gets the addresses of what has changed, to forget them.

Its outbox is that of the webhooks: each published item has the number of its latest change, and
what is above the number up to which all is purged is still to be purged. Two workers may purge the
same twice, which does no harm. Whatever fails is tried again; meanwhile `max-age=30` ends what the
CDN stores.
"""

import logging
import time
from collections.abc import Iterable
from itertools import accumulate
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.db import connections

from api.push.models import CdnPurging
from api.push.sending import Answer, post
from api.push.targets import read_target
from api.types import COLLECTION_OF_TYPE, item_path, pair_path
from core.addresses.base import absolute
from core.addresses.outside import Resolver, resolved
from core.models import PublishedItem
from core.public.frames import embed_path
from core.publication.counter import latest_number

logger = logging.getLogger(__name__)

# Addresses in one request: as many as those who allow fewest accept.
MOST = 30
_ITEMS = 100
_LONGEST_PAUSE = 60.0  # seconds between two attempts


class PurgeLane:
    """Sends the addresses of what has changed to the CDN, and remembers how far it has come."""

    def __init__(self, resolve: Resolver = resolved) -> None:
        self._resolve = resolve
        self._is_over = False
        self._failures, self._not_before = 0, 0.0

    def look(self) -> None:
        """Purge what has changed, unless it failed a moment ago."""
        if settings.CDN_PURGE_URL and time.monotonic() >= self._not_before:
            while not self._is_over and self._purge_some():
                pass

    def finish(self) -> None:
        self.look()

    def end(self) -> None:
        self._is_over = True

    def _purge_some(self) -> bool:
        """Purge some items; return whether there may be more."""
        row, is_new = CdnPurging.objects.get_or_create(pk=1, defaults={"seq": latest_number()})
        if is_new:
            return False
        top = latest_number()  # before the items are read: whatever they show has come that far
        changed = PublishedItem.objects.filter(seq__gt=row.seq, seq__lte=top).order_by("seq")
        items = list(changed.only("path", "work", "lang", "type", "seq")[:_ITEMS])
        is_done = all(self._has_sent(some) for some in _portions(addresses_of(items)))
        if not is_done:
            return False
        reached = items[-1].seq if len(items) == _ITEMS else top
        CdnPurging.objects.filter(pk=1, seq__lt=reached).update(seq=reached)
        return len(items) == _ITEMS

    def _has_sent(self, addresses: list[str]) -> bool:
        connections.close_all()  # nothing is held while the CDN is waited for
        answer = send(addresses, self._resolve)
        if answer.is_accepted:
            self._failures = 0
            return True
        self._failures += 1
        self._not_before = time.monotonic() + min(_LONGEST_PAUSE, 2.0**self._failures)
        reason = answer.fault or f"{answer.status} {answer.text}"
        logger.warning("The CDN does not accept what it shall forget: %s", reason)
        return False


def send(addresses: list[str], resolve: Resolver = resolved) -> Answer:
    """Send addresses to the CDN, as JSON in the form that several of them share."""
    given = urlsplit(settings.CDN_PURGE_URL)
    target = read_target(given._replace(netloc=given.netloc.rpartition("@")[2]).geturl())
    headers = {"Content-Type": "application/json"}
    if given.password:
        headers["Authorization"] = f"Bearer {given.password}"
    return post(target, orjson.dumps({"files": addresses}), headers, resolve)


def addresses_of(items: Iterable[PublishedItem]) -> list[str]:
    """Return the absolute addresses at which these items are, or are listed."""
    paths: dict[str, None] = {}
    for item in items:
        paths |= dict.fromkeys(_paths_to(item.path))
        if item.type in COLLECTION_OF_TYPE:
            paths[pair_path(item.type, item.work)] = None
            paths[item_path(item.type, item.work, item.lang)] = None
            paths[embed_path(item.work, item.lang)] = None
    return [absolute(path) for path in paths]


def _paths_to(path: str) -> list[str]:
    """Return the address of a page and those of the lists above it.

    >>> _paths_to("/en/news/water/")
    ['/en/', '/en/news/', '/en/news/water/']
    """
    return [f"/{each}" for each in accumulate(f"{part}/" for part in path.strip("/").split("/"))]


def _portions(addresses: list[str]) -> Iterable[list[str]]:
    return (addresses[start : start + MOST] for start in range(0, len(addresses), MOST))
