"""What the servers share through Redis; without it, or while it is down, each is on its own."""

import logging
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)

# How long Redis is left alone after it failed, so that readers do not wait for it one by one.
PAUSE_SECONDS = 5.0


class Shared:
    """Redis as the API uses it: what it does not answer counts as not there."""

    def __init__(self) -> None:
        self._down_until = 0.0

    @property
    def is_there(self) -> bool:
        return bool(settings.REDIS_URL) and time.monotonic() >= self._down_until

    def get(self, key: str) -> Any:
        if not self.is_there:
            return None
        try:
            return cache.get(key)
        except _failures() as error:
            self._went_down(error)
        return None

    def set(self, key: str, value: Any, seconds: int) -> None:
        if not self.is_there:
            return
        try:
            cache.set(key, value, seconds)
        except _failures() as error:
            self._went_down(error)

    def count(self, key: str, seconds: int) -> int | None:
        """Add one to a number that is forgotten after `seconds`; return it, None without Redis."""
        if not self.is_there:
            return None
        try:
            cache.add(key, 0, seconds)
            return int(cache.incr(key))
        except ValueError:  # it was forgotten between the two
            return 1
        except _failures() as error:
            self._went_down(error)
        return None

    def _went_down(self, error: Exception) -> None:
        self._down_until = time.monotonic() + PAUSE_SECONDS
        logger.warning("Redis does not answer (%s); going on without it", error)


def _failures() -> tuple[type[Exception], ...]:
    """Return what is raised when Redis does not answer.

    Looked up when something was raised: without Redis its client would only take memory, 6 MB in
    each process.
    """
    from django_redis.exceptions import ConnectionInterrupted
    from redis.exceptions import RedisError

    return RedisError, ConnectionInterrupted


shared = Shared()
