"""A child process that plays a route and is killed right before its n-th write."""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")
_FINISHED, _FAILED = 0, 1


@dataclass(frozen=True)
class Ending:
    """How a child ended: the writes it did, and its output if it failed.

    `unchanged` counts the writes before which a kill leaves nothing behind in the database.
    """

    was_killed: bool
    writes: int = 0
    unchanged: int = 0
    error: str = ""


class Writes:
    """Counts what a connection writes, commits included; kills the process before the n-th."""

    def __init__(self, deadly: int | None) -> None:
        self.count, self.deadly = 0, deadly
        self.unchanged: int | None = None

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(_WRITES):
            self._next()
            if not connection.in_atomic_block:
                self._note_commit()
        return execute(sql, *rest)

    def watch(self, commit: Callable[[], None]) -> Callable[[], None]:
        """Return `commit` counted before and after: it is the write that all others wait for."""

        def counted() -> None:
            self._next()
            self._note_commit()
            commit()
            self._next()

        return counted

    def _note_commit(self) -> None:
        if self.unchanged is None:
            self.unchanged = self.count

    def _next(self) -> None:
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)


def play(prepare: Callable[[], Callable[[], None]], deadly: int | None = None) -> Ending:
    """Play a route in a child and return how it ended; the child is killed before write `deadly`.

    `prepare` returns what is counted and killed; what it does itself (signing in) is not.
    """
    connections.close_all()
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        _live(prepare, deadly, writing_end)
    os.close(writing_end)
    with os.fdopen(reading_end, "rb") as pipe:
        output = pipe.read().decode()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL and deadly is not None:
        return Ending(was_killed=True)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _FINISHED:
        writes, unchanged = map(int, output.split())
        return Ending(False, writes, unchanged)
    return Ending(was_killed=False, error=output or f"ended with status {status}")


def _live(prepare: Callable[[], Callable[[], None]], deadly: int | None, writing_end: int) -> None:
    """The child's whole life; it never returns."""
    output, status = "", _FAILED
    try:
        route = prepare()
        writes = Writes(deadly)
        connection.ensure_connection()
        connection._commit = writes.watch(connection._commit)  # type: ignore[attr-defined]
        with connection.execute_wrapper(writes):
            route()
        output, status = f"{writes.count} {writes.unchanged or writes.count}", _FINISHED
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is to hear of it
        output = traceback.format_exc()
    with suppress(OSError):
        os.write(writing_end, output.encode()[-60_000:])
    os._exit(status)
