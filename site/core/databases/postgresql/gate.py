"""Prevents requests from waiting one after another for a server that is away."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from psycopg import OperationalError

# For how long nobody tries again after an attempt that failed.
PAUSE_SECONDS = 1.0


class Gate:
    """Open while connecting works. When closed, it allows one attempt a second.

    So of the site's few threads at most one waits, and the others answer what needs no database.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_shut = False
        self._is_tried = False
        self._next_try = 0.0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Run the block, an attempt to connect; raise OperationalError if none is allowed now."""
        is_try = self._enter()
        try:
            yield
        except OperationalError:
            self._note(is_shut=True, is_try=is_try)
            raise
        except BaseException:
            self._note(is_shut=self._is_shut, is_try=is_try)
            raise
        self._note(is_shut=False, is_try=is_try)

    def _enter(self) -> bool:
        """Return whether the caller tries for all others; False while the gate is open."""
        with self._lock:
            if not self._is_shut:
                return False
            if self._is_tried or time.monotonic() < self._next_try:
                raise OperationalError("the server did not answer a moment ago")
            self._is_tried = True
            return True

    def _note(self, *, is_shut: bool, is_try: bool) -> None:
        with self._lock:
            self._is_shut = is_shut
            if is_shut:
                self._next_try = time.monotonic() + PAUSE_SECONDS
            if is_try:
                self._is_tried = False
