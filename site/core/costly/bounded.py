"""Bounded queues: one kind of costly work never takes all threads of a web process.

    PASSWORDS = Bounded("passwords", at_work=1, waiting=1, patience_seconds=2)
    with PASSWORDS.turn():
        ...

Counted in each process, because what is scarce is that process's threads. Whoever waits takes a
thread too, so `at_work + waiting` must be less than the threads of `scripts/serve.py`. What takes a
whole processor also holds a lock of the machine, `one_on_this_machine`.
"""

import fcntl
import functools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_BETWEEN_TRIES = 0.02  # seconds


class BusyError(Exception):
    """Too much work of one kind is under way; the same request may succeed soon.

    Uncaught, the site, the CMS and the API each answer 503 with `Retry-After`.
    """


class Bounded:
    """At most `at_work` threads do this work, and at most `waiting` wait for their turn.

    Who would be one more, or has waited for `patience_seconds`, gets BusyError. It must not be
    entered again by the thread that holds a turn.
    """

    every: ClassVar[list["Bounded"]] = []

    def __init__(self, name: str, *, at_work: int, waiting: int, patience_seconds: float) -> None:
        self.name = name
        self.at_work = at_work
        self.waiting = waiting
        self.patience_seconds = patience_seconds
        self._free = at_work
        self._queued = 0
        self._condition = threading.Condition()
        Bounded.every.append(self)

    @contextmanager
    def turn(self, patience_seconds: float | None = None) -> Iterator[None]:
        """Hold a turn; raises BusyError if there is none in time.

        `patience_seconds` is that of this caller, instead of everybody's.
        """
        self._take(self.patience_seconds if patience_seconds is None else patience_seconds)
        try:
            yield
        finally:
            with self._condition:
                self._free += 1
                self._condition.notify()

    def _take(self, patience: float) -> None:
        with self._condition:
            if not self._free:
                self._wait(patience)
            self._free -= 1

    def _wait(self, patience: float) -> None:
        until = time.monotonic() + patience
        if self._queued >= self.waiting:
            raise BusyError(f"{self.name}: {self.at_work} at work, {self._queued} waiting")
        self._queued += 1
        try:
            while not self._free:
                if not self._condition.wait(until - time.monotonic()) and not self._free:
                    raise BusyError(f"{self.name}: waited {patience:g} s")
        finally:
            self._queued -= 1

    def limited(self, function: Callable[P, R]) -> Callable[P, R]:
        """Decorate a function, such as a view, so that each call of it needs a turn."""

        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            with self.turn():
                return function(*args, **kwargs)

        return call


@contextmanager
def one_on_this_machine(file: Path, patience_seconds: float) -> Iterator[None]:
    """Hold a lock that all processes of the site on this machine share; raises BusyError.

    The system releases it when a process ends, however that happens.
    """
    until = time.monotonic() + patience_seconds
    with file.open("ab") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise BusyError(f"{file.stem}: waited {patience_seconds:g} s") from error
            time.sleep(_BETWEEN_TRIES)
        yield


# Searches of the site, the API and the CMS's lists: some 20 ms each, more where there are many
# texts.
SEARCHES = Bounded("searches", at_work=2, waiting=1, patience_seconds=2)
