"""How many requests one address may send in a minute, and the headers that show it.

The headers are those of draft-ietf-httpapi-ratelimit-headers-10. Counts are in Redis if there
is one, otherwise in a small file that all processes of a server map into memory.
"""

import hashlib
import hmac
import logging
import mmap
import os
import re
import struct
import time
from functools import cache
from ipaddress import IPv6Address, ip_address
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import ngettext_lazy

from api.problems import Problem, filled
from core.caching.shared import shared
from core.clients import client_address

logger = logging.getLogger(__name__)

WINDOW = 60
MADE, CACHED = "made", "cached"
_SLOT = struct.Struct("=II")  # the window, and how many came in it
_SLOTS = 1 << 16
_ROWS = 2
# As some proxies write addresses.
_WITH_PORT = re.compile(r"([0-9.]+):[0-9]+|\[([0-9a-fA-F:.]+)\](?::[0-9]+)?")


class SharedCounters:
    """Numbers by name and window in a file of fixed size, which every process maps.

    A name has a place in each of several rows, and its number is the smallest found there, so
    that two names rarely count as one. Two processes may now and then lose a step to each other,
    which does not matter for a limit. Nothing in it shows whose requests they were.
    """

    def __init__(self, path: Path) -> None:
        size = _SLOT.size * _SLOTS * _ROWS
        try:
            with path.open("a+b") as file:
                # On a disk that is full, writing into a hole of the file would kill the process.
                os.posix_fallocate(file.fileno(), 0, size)
                self._memory = mmap.mmap(file.fileno(), size)
        except OSError as error:
            logger.warning("Each process counts requests for itself: %s: %s", path, error)
            self._memory = mmap.mmap(-1, size)

    def count(self, name: str, window: int) -> int:
        """Add one to the number of `name` in this window and return it."""
        digest = hmac.digest(settings.SECRET_KEY.encode(), name.encode(), "sha256")
        numbers = []
        for row in range(_ROWS):
            slot = int.from_bytes(digest[row * 4 : row * 4 + 4]) % _SLOTS
            offset = (row * _SLOTS + slot) * _SLOT.size
            seen, number = _SLOT.unpack_from(self._memory, offset)
            number = min(number + 1, 0xFFFFFFFF) if seen == window else 1
            _SLOT.pack_into(self._memory, offset, window, number)
            numbers.append(number)
        return min(numbers)


@cache
def counters() -> SharedCounters:
    """Return the counters of this server."""
    return SharedCounters(settings.VAR / "api-limits.bin")


class Allowance:
    """Counts one request against the limits, once, as one of either kind."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._limits = settings.API_RATE_LIMIT
        self.headers: dict[str, str] = {}

    def spend(self, kind: str) -> None:
        """Count the request among those of its kind; a Problem is raised beyond the limit."""
        if not self._limits or self.headers:
            return
        limit, now = self._limits[kind], time.time()
        window, left = int(now // WINDOW), WINDOW - int(now % WINDOW)
        number = _count(f"{kind} {_asker(self._request)}", window)
        remaining = max(0, limit - number)
        self.headers = {
            "RateLimit-Policy": ", ".join(
                f'"{name}";q={quota};w={WINDOW}' for name, quota in self._limits.items()
            ),
            "RateLimit": f'"{kind}";r={remaining};t={left}',
        }
        if number > limit:
            raise too_many(limit, left)


def _count(name: str, window: int) -> int:
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{name}".encode()).hexdigest()
    number = shared.count(f"api-limit:{window}:{digest[:32]}", 2 * WINDOW)
    return counters().count(name, window) if number is None else number


def _asker(request: HttpRequest) -> str:
    """Return the address that asks; of IPv6 the part that one household or server shares."""
    text = client_address(request)
    with_port = _WITH_PORT.fullmatch(text)
    try:
        address = ip_address(with_port[1] or with_port[2] if with_port else text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else f"{int(address) >> 64:x}"
    return str(address)


def too_many(limit: int, seconds: int) -> Problem:
    """Return the problem of an address beyond its limit, to come back in so many seconds."""
    detail = filled(
        ngettext_lazy(
            "More than %(limit)s requests in a minute. Try again in %(seconds)s second.",
            "More than %(limit)s requests in a minute. Try again in %(seconds)s seconds.",
            seconds,
        ),
        limit=limit,
        seconds=seconds,
    )
    return Problem("too-many-requests", 429, detail, headers={"Retry-After": str(seconds)})
