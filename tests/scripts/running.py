"""scripts/serve.py as a process of its own, and what it started."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import serve
from django.conf import settings

ROOT = Path(settings.ROOT)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serve.HOST, port))
        except OSError:
            return False
        return True


def eventually(condition: Callable[[], object], seconds: float = 40) -> bool:
    """Whether the condition comes true within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def descendants(pid: int) -> dict[int, str]:
    """Return the command lines of the processes that `pid` started, and of those they did."""
    found: dict[int, str] = {}
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for child in map(int, children):
            found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            found |= descendants(child)
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


class Running:
    """scripts/serve.py on a port of its own."""

    def __init__(self, variables: dict[str, str], output: Path) -> None:
        self.port = serve.free_port()
        self.output = output
        with output.open("w") as written:
            self.process = subprocess.Popen(
                [sys.executable, "scripts/serve.py"],
                cwd=ROOT,
                env=variables | {"PORT": str(self.port)},
                stdout=written,
                stderr=subprocess.STDOUT,
            )
        self.seen: dict[int, str] = {}

    def answers(self) -> bool:
        self.seen |= descendants(self.process.pid)
        connection = http.client.HTTPConnection(serve.HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def has_line(self, line: str) -> bool:
        return line in self.output.read_text(encoding="utf-8")

    def children(self, command: str) -> list[int]:
        """Return the ids of the processes with `command` in their command line, oldest first."""
        found = descendants(self.process.pid)
        self.seen |= found
        return [pid for pid, line in found.items() if command in line]

    def child(self, command: str) -> int:
        """Return the id of the first of them, 0 if there is none."""
        return next(iter(self.children(command)), 0)

    def newest_web_worker(self) -> int:
        """Return the id of the process that was started last to answer requests, or 0."""
        workers = descendants(self.child("granian"))
        self.seen |= workers
        return max(workers, default=0)

    def kill(self, child: Callable[[], int]) -> int:
        """Kill the child of ours as soon as there is one."""
        deadline = time.monotonic() + 40
        while not (pid := child()):  # 0 would mean our own group of processes
            assert time.monotonic() < deadline
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        return pid

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does; return its status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)

    def has_left_nothing(self) -> bool:
        return is_free(self.port) and not any(is_alive(*child) for child in self.seen.items())

    def clean_up(self) -> None:
        """End the server, and whatever it should have ended."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for pid, line in self.seen.items():
            if is_alive(pid, line):
                os.kill(pid, signal.SIGKILL)


def is_alive(pid: int, line: str) -> bool:
    """Whether this very process runs; an id may belong to another by now."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") == line
    except (FileNotFoundError, ProcessLookupError):
        return False
