"""Texts that a second process reads before their keys are asked for, as long imports do.

    with reading_ahead():
        begin(text, names)                as soon as the text is known
        …
        documents.part_keys(text, names)  takes what was read meanwhile

Whatever happens to that process, nothing is lost: what it has not read is read here.
"""

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import SimpleQueue

from core.costly import programs
from core.search.analysis.names.sources import NameRow

# Of texts that are begun and not read. More would be read here sooner than there.
_MOST_BYTES = 50_000
_MOST_KEPT = 100  # texts that nobody has asked for
_PATIENCE_SECONDS = 10.0
_Found = tuple[frozenset[str], tuple[str, ...]]


class Reader:
    """The process of `program`, and what it was given to read."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "core.search.analysis.program"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=programs.environment(),
            cwd="/",
        )
        self._is_over = False  # it has died, or does not answer
        self._names: Sequence[NameRow] | None = None
        self._begun: dict[str, tuple[Sequence[NameRow], Future[_Found]]] = {}
        self._waiting: deque[tuple[int, Future[_Found]]] = deque()
        self._bytes, self._lock = 0, threading.Lock()
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=each, daemon=True) for each in (self._send, self._listen)
        ]
        for thread in self._threads:
            thread.start()

    def begin(self, text: str, names: Sequence[NameRow]) -> None:
        """Have a text read with these names, unless the process has enough to do."""
        line = json.dumps(text).encode() + b"\n"
        if self._is_over or text in self._begun:
            return
        with self._lock:
            if self._bytes + len(line) > _MOST_BYTES:
                return
            self._bytes += len(line)
        found: Future[_Found] = Future()
        if self._names is not names:
            self._names = names
            self._lines.put(json.dumps({"names": names}).encode() + b"\n")
        self._begun[text] = names, found
        self._waiting.append((len(line), found))
        self._lines.put(line)
        while len(self._begun) > _MOST_KEPT:
            del self._begun[next(iter(self._begun))]

    def take(self, text: str, names: Sequence[NameRow]) -> _Found | None:
        """Return the keys and stems of a text; None if it was not begun, or nobody has read it."""
        own, found = self._begun.pop(text, (None, None))
        if found is None or own is not names or (self._is_over and not found.done()):
            return None
        try:
            return found.result(timeout=_PATIENCE_SECONDS)
        except (OSError, TimeoutError):
            self._is_over = True
            return None

    def close(self) -> None:
        """End the process, which ends by itself with its input."""
        self._lines.put(None)
        try:
            self._process.wait(timeout=_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        """Write what is begun in a thread of its own: a pipe that is full would stop the import."""
        with suppress(OSError), self._process.stdin as given:  # type: ignore[union-attr]
            while line := self._lines.get():
                given.write(line)
                given.flush()

    def _listen(self) -> None:
        for line in self._process.stdout:  # type: ignore[union-attr]
            keys, stems = json.loads(line)
            size, found = self._waiting.popleft()
            with self._lock:
                self._bytes -= size
            found.set_result((frozenset(keys), tuple(stems)))
        self._is_over = True
        while self._waiting:
            self._waiting.popleft()[1].set_exception(OSError("The process has ended."))


class _State:
    reader: Reader | None = None


_state = _State()


@contextmanager
def reading_ahead() -> Iterator[None]:
    """Read ahead in the block, where there is a second processor."""
    if len(os.sched_getaffinity(0)) < 2:
        yield
        return
    reader = _state.reader = Reader()
    try:
        yield
    finally:
        _state.reader = None
        reader.close()


def is_reading_ahead() -> bool:
    """Whether this process reads ahead."""
    return _state.reader is not None


def begin(text: str, names: Sequence[NameRow]) -> None:
    """Have a text read, if this process reads ahead."""
    if _state.reader is not None:
        _state.reader.begin(text, names)


def take(text: str, names: Sequence[NameRow]) -> _Found | None:
    """Return the keys and stems of a text that was begun with the same names, else None."""
    return None if _state.reader is None else _state.reader.take(text, names)
