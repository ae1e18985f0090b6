"""Leaving a service alone for a while after it failed: what is optional holds up nobody."""

import logging
import time
from threading import Lock

logger = logging.getLogger(__name__)

# How often, at most, the log says that a service does not answer.
SECONDS_BETWEEN_LINES = 60.0


class Breaker:
    """A circuit breaker: for `pause` seconds after a failure nobody asks the service at all.

    Without it each request would wait for a service that is silent. When the pause is over, one
    caller asks while the others still go on without. The log gets one line a minute while the
    service is away, and one when it is back.
    """

    def __init__(self, service: str, pause: float) -> None:
        self.service = service
        self.pause = pause
        self._lock = Lock()
        self.reset()

    def reset(self) -> None:
        """Forget every failure, and when the log last spoke of one."""
        self._retry_at: float | None = None  # None while the service answers
        self._next_line = 0.0
        self._is_logged = False

    @property
    def is_open(self) -> bool:
        """Whether the service is left alone at the moment."""
        return self._retry_at is not None and time.monotonic() < self._retry_at

    def may_ask(self) -> bool:
        """Whether the caller may ask the service now; it must then say how that went."""
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
        """Note that the service did not answer."""
        with self._lock:
            self._retry_at = time.monotonic() + self.pause
        self.log(error)

    def succeeded(self) -> None:
        """Note that the service answered."""
        if self._retry_at is None:
            return
        with self._lock:
            self._retry_at = None
            was_logged, self._is_logged = self._is_logged, False
        if was_logged:
            logger.info("%s answers again", self.service)

    def log(self, error: Exception) -> None:
        """Write why the site goes on without the service, unless that was written just now."""
        with self._lock:
            if time.monotonic() < self._next_line:
                return
            self._next_line = time.monotonic() + SECONDS_BETWEEN_LINES
            self._is_logged = True
        logger.warning("%s failed (%s); going on without it", self.service, error)


REDIS = Breaker("Redis", pause=5.0)
EMAIL_SERVER = Breaker("The e-mail server", pause=30.0)
ORIGINALS = Breaker("A picture's file", pause=0.0)
