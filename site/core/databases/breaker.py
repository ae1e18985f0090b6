"""Circuit breakers: after a failure, an optional service is not asked for a while."""

import logging
import time
from threading import Lock

logger = logging.getLogger(__name__)

# How often, at most, it is logged that a service does not answer.
SECONDS_BETWEEN_LINES = 60.0


class Breaker:
    """A circuit breaker: for `pause` seconds after a failure the service is not asked at all.

    Without it each request would wait for a service that does not answer. After the pause one
    caller asks, while the others still go on without. One line a minute is logged while the
    service is away, and one when it is back.
    """

    def __init__(self, service: str, pause: float) -> None:
        self.service = service
        self.pause = pause
        self._lock = Lock()
        self.reset()

    def reset(self) -> None:
        """Forget every failure, and when one was last logged."""
        self._retry_at: float | None = None  # None while the service answers
        self._next_line = 0.0
        self._is_logged = False

    @property
    def is_open(self) -> bool:
        """Whether the service is left alone at the moment."""
        return self._retry_at is not None and time.monotonic() < self._retry_at

    def may_ask(self) -> bool:
        """Whether the caller may ask the service now; it must then report the result."""
        if self._retry_at is None:
            return True
        with self._lock:
            now = time.monotonic()
            if self._retry_at is not None:
                if now < self._retry_at:
                    return False
                self._retry_at = now + self.pause  # for the others, while this caller asks
            return True

    def failed(self, error: Exception) -> None:
        """Record that the service did not answer."""
        with self._lock:
            self._retry_at = time.monotonic() + self.pause
        self.log(error)

    def succeeded(self) -> None:
        """Record that the service answered."""
        if self._retry_at is None:
            return
        with self._lock:
            self._retry_at = None
            was_logged, self._is_logged = self._is_logged, False
        if was_logged:
            logger.info("%s answers again", self.service)

    def log(self, error: Exception) -> None:
        """Log why the site goes on without the service, unless that was logged just now."""
        with self._lock:
            if time.monotonic() < self._next_line:
                return
            self._next_line = time.monotonic() + SECONDS_BETWEEN_LINES
            self._is_logged = True
        logger.warning("%s failed (%s); going on without it", self.service, error)


REDIS = Breaker("Redis", pause=5.0)
# Asked by whoever has a cached answer; what needs the database asks it in any case.
DATABASE = Breaker("The database", pause=1.0)
EMAIL_SERVER = Breaker("The e-mail server", pause=30.0)
# Also while it is behind: it is asked again when it may have caught up.
REPLICA = Breaker("The database's replica", pause=2.0)
FILES = Breaker("The bucket of files", pause=5.0)
ORIGINALS = Breaker("A picture's file", pause=0.0)
