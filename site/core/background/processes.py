"""Identifies this process, so that another one on the same machine can see whether it is alive."""

import os
import socket
from pathlib import Path

_PROC = Path("/proc")


def own_place() -> str:
    """Return an identifier shared exactly by processes with the same numbering of processes.

    Containers share a kernel and often a host name, but each numbers its own processes.
    """
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{(_PROC / 'self/ns/pid').stat().st_ino}"
    except OSError:  # not Linux
        return socket.gethostname()[:100]


def process_start(pid: int) -> str:
    """Return when a process began, unlike a later one of its number; "" if unknown.

    For one that has ended and was not waited for yet it is "".
    """
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return ""
    state, *fields = stat.rpartition(")")[2].split()  # what precedes may hold spaces
    return "" if state in "ZX" else fields[18]


def lives(pid: int, start: str) -> bool | None:
    """Whether the process that began at `start` is still there; None if that is not known."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is there, and somebody else's
        pass
    if not start:
        return None
    now = process_start(pid)
    if now:
        return now == start
    # Gone, or hidden from us: some systems show people their own processes alone.
    return False if _is_ours(pid) else None


def _is_ours(pid: int) -> bool:
    try:
        return (_PROC / str(pid)).stat().st_uid == os.getuid()
    except OSError:
        return False
