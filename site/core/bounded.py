"""Work of which only so much is done at once in a process, such as hashing passwords.

Whoever comes while that much is being done waits; whoever comes while enough wait is turned away
at once with `BusyError`, which becomes the answer 503 (`core.public.errors`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class BusyError(Exception):
    """Too many wait already; later it may work."""


class BoundedQueue:
    """Does `at_once` pieces of work side by side, while at most `waiting` others wait.

    with HASHING.turn():
        ...
    """

    def __init__(self, name: str, *, at_once: int, waiting: int) -> None:
        self.name = name
        self._free = BoundedSemaphore(at_once)
        self._places = BoundedSemaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it. Raises BusyError if too many wait."""
        if not self._places.acquire(blocking=False):
            raise BusyError(self.name)
        try:
            with self._free:
                yield
        finally:
            self._places.release()
