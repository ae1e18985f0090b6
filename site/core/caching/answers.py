"""The cache of whole answers, by the publication state that they were made from.

Another state is another key: nothing has to be invalidated, and what was withdrawn can no longer
be found. Each process has its own cache; with Redis, servers share one as well.
"""

import base64
import hashlib
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings

from core.caching.compression import compressed, decompressed
from core.caching.shared import shared
from core.caching.validators import REVISION
from core.caching.versions import Version
from core.databases.breaker import DATABASE
from core.publication.rendering import RENDER_VERSION
from core.publication.state import PublicationState

# Longer addresses are invented by somebody who wants to fill the memory.
LONGEST_ADDRESS = 1000
# How long an answer stays in Redis for other servers.
SHARED_SECONDS = 30
# Compressed bytes: Redis has room for everybody's answers, so for none that are very large.
LARGEST_SHARED = 64 * 1024
# What an entry weighs beside its body: headers, keys, objects.
_OVERHEAD = 2000


@dataclass(frozen=True)
class CachedAnswer:
    """An answer with the headers that do not depend on the request."""

    body: bytes
    headers: dict[str, str]
    version: Version
    tag: str

    @cached_property
    def gzipped(self) -> bytes:
        return compressed(self.body)

    def packed(self) -> list[Any]:
        """Return the form that is stored in Redis: plain values, with the compressed body alone."""
        body = base64.b64encode(self.gzipped).decode()
        return [body, self.headers, self.version.packed(), self.tag]

    @classmethod
    def unpacked(cls, packed: Any) -> "CachedAnswer | None":
        """Return what was packed, or None if something else lies there."""
        try:
            body, headers, version, tag = packed
            gzipped = base64.b64decode(body, validate=True)
            answer = cls(decompressed(gzipped), dict(headers), Version.unpacked(version), str(tag))
        except (TypeError, ValueError, OSError, EOFError, zlib.error):
            return None
        vars(answer)["gzipped"] = gzipped
        return answer

    @property
    def weight(self) -> int:
        """About how many bytes it takes, its compressed form included."""
        return len(self.body) * 5 // 4 + _OVERHEAD


class _Entry(NamedTuple):
    """An answer, the state that it was made from, and until when it is given, by the monotonic."""

    state: PublicationState
    answer: CachedAnswer
    until: float


def _may_be_given(entry: _Entry) -> bool:
    return time.monotonic() < entry.until or DATABASE.is_open


class AnswerCache:
    """The answers of this process, the least recently used ones dropped beyond `capacity` bytes.

    None is given for longer than `most_seconds`, unless the database is away: nothing newer could
    be made.
    """

    def __init__(
        self, capacity: int, *, is_shared: bool = False, most_seconds: float = float("inf")
    ) -> None:
        self.capacity = capacity
        self.is_shared = is_shared
        self.most_seconds = most_seconds
        self._answers: OrderedDict[str, _Entry] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def holds(self, address: str) -> bool:
        """Whether an answer of any state is cached for the address."""
        return address in self._answers

    def find(self, address: str, state: PublicationState) -> CachedAnswer | None:
        """Return what was answered in this very state, by this process or by another."""
        if not self._takes(address):
            return None
        with self._lock:
            found = self._answers.get(address)
            if found and found.state == state and _may_be_given(found):
                self._answers.move_to_end(address)
                return found.answer
        packed = shared.get(_shared_key(address, state)) if self.is_shared else None
        answer = CachedAnswer.unpacked(packed)
        if answer is None:
            return None
        self._store_here(address, state, answer)
        return answer

    def store(self, address: str, state: PublicationState, answer: CachedAnswer) -> None:
        """Cache an answer that was made from `state`."""
        if self._takes(address) and answer.weight <= self.capacity // 16:
            self._store_here(address, state, answer)
            is_shared = self.is_shared and shared.is_there
            if is_shared and len(answer.gzipped) <= LARGEST_SHARED:
                shared.set(_shared_key(address, state), answer.packed(), SHARED_SECONDS)

    def _store_here(self, address: str, state: PublicationState, answer: CachedAnswer) -> None:
        with self._lock:
            former = self._answers.pop(address, None)
            if former is not None:
                self._weight -= former.answer.weight
            until = time.monotonic() + self.most_seconds
            self._answers[address] = _Entry(state, answer, until)
            self._weight += answer.weight
            while self._weight > self.capacity:
                _address, dropped = self._answers.popitem(last=False)
                self._weight -= dropped.answer.weight

    def _takes(self, address: str) -> bool:
        return self.capacity > 0 and len(address) <= LONGEST_ADDRESS

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._weight = 0


def _shared_key(address: str, state: PublicationState) -> str:
    parts = (address, settings.BASE_URL, REVISION, RENDER_VERSION, *_state_key(state))
    return f"answer:{hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"


def _state_key(state: PublicationState) -> tuple[object, ...]:
    return state.value, state.changed_at, state.last_expiry, state.next_expiry


answers = AnswerCache(settings.API_CACHE_BYTES, is_shared=True)
# Pages are each server's own: while one is upgraded, they name the style sheets of two releases.
# What no state knows of, such as a file that could not be read, they show for minutes only.
pages = AnswerCache(settings.PAGE_CACHE_BYTES, most_seconds=300)
