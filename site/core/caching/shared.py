"""What the servers share through Redis; without it, or while it is down, each is on its own."""

from typing import Any

from django.conf import settings
from django.core.cache import cache

from core.databases.breaker import REDIS


class Shared:
    """Redis as the API uses it: what it does not answer counts as not there.

    The cache itself is no answer where there is no Redis: it is then in the memory of a process.
    """

    @property
    def is_there(self) -> bool:
        return bool(settings.REDIS_URL) and not REDIS.is_open

    def get(self, key: str) -> Any:
        return cache.get(key) if self.is_there else None

    def set(self, key: str, value: Any, seconds: int | None) -> None:
        """Store a value for so many seconds; for as long as Redis holds it, if None."""
        if self.is_there:
            cache.set(key, value, seconds)

    def count(self, key: str, seconds: int) -> int | None:
        """Add one to a number that is forgotten after `seconds`; return it, None without Redis."""
        if not self.is_there or cache.add(key, 0, seconds) is None:
            return None  # it is silent, or refuses to write: it may be full
        try:
            return cache.incr(key)
        except ValueError:  # it was forgotten between the two
            return None


shared = Shared()
