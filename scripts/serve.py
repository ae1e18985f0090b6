"""Serve the site on 127.0.0.1: the web server and the background worker, until Ctrl-C.

Standard library only, because `make run` asks about the port before anything is installed.

    scripts/serve.py                 serve on $PORT (8000)
    scripts/serve.py --check-port    only say whether $PORT is free
"""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
READY_SECONDS = 60
STOP_SECONDS = 10
# A child that is started anew: how often it may end within a minute, and the first pause.
ENDS_PER_MINUTE = 5
PAUSE_SECONDS = 0.5
PR_SET_PDEATHSIG = 1  # of Linux's prctl
GRANIAN = (
    "granian",
    "--interface=wsgi",
    f"--host={HOST}",
    "--workers=2",
    # Each thread holds its own copy of what Django caches per thread; many would double memory.
    "--blocking-threads=2",
    "--respawn-failed-workers",
    # A worker that is told to stop while it still starts does not hear it.
    "--workers-kill-timeout=5s",
    "--no-ws",
    "--log-level=warning",
    "config.wsgi:application",
)
# Of glibc: what a large answer took is given back, instead of staying with the thread that made
# it. Without it workers hold some 15 MB more. Other systems do not read these.
MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}


class Child:
    """A process of ours; one that `is_restarted` is started anew when it ends by itself."""

    def __init__(self, name: str, *command: str, is_restarted: bool = False) -> None:
        self.name = name
        self.command = command
        self.is_restarted = is_restarted
        self.ends: deque[float] = deque(maxlen=ENDS_PER_MINUTE)
        self.restart_at: float | None = None
        self.start()

    def start(self) -> None:
        """Start the process in its own session, so that Ctrl-C reaches it through us alone."""
        self.restart_at = None
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=ROOT,
            env={**MEMORY, **os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=dies_with(os.getpid()),  # noqa: PLW1509 - there are no threads here
        )

    def failure(self) -> str:
        """Return why it is over with the process, or an empty string; start it anew when due."""
        if self.restart_at is not None:
            if time.monotonic() >= self.restart_at:
                self.start()
            return ""
        if self.process.poll() is None:
            return ""
        what = f"The {self.name} ended by itself (status {self.process.returncode})"
        if not self.is_restarted:
            return what
        now = time.monotonic()
        self.ends.append(now)
        if len(self.ends) == ENDS_PER_MINUTE and now - self.ends[0] < 60:
            return f"{what}, {ENDS_PER_MINUTE} times within a minute"
        recent = sum(now - end < 60 for end in self.ends)
        self.restart_at = now + PAUSE_SECONDS * 2 ** (recent - 1)
        print(f"{what}; it is started again.", flush=True)
        return ""

    def end(self, deadline: float) -> None:
        """Wait until the process, told to end before, has ended; at `deadline` force it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0, deadline - time.monotonic()))
        # Also where it ended by itself: its own children may be left, and hold the port.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Server:
    """The child processes, and whether somebody asked them to stop."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.stopping = False
        self.children: list[Child] = []

    def request_stop(self, *_signal: object) -> None:
        """Note that the user wants to stop; the loops look every moment."""
        self.stopping = True

    def start(self) -> None:
        """Start the web server, without which all ends, and the worker, which is started anew."""
        self.children.append(Child("web server", "-m", *GRANIAN, f"--port={self.port}"))
        self.children.append(Child("background worker", "manage.py", "work", is_restarted=True))

    def exited(self) -> str:
        """Return what ended for good, or an empty string."""
        return next(filter(None, (child.failure() for child in self.children)), "")

    def wait_until_ready(self) -> str:
        """Return an empty string when the site answers, otherwise why it does not."""
        answer = "nothing"
        deadline = time.monotonic() + READY_SECONDS
        while not self.stopping and time.monotonic() < deadline:
            if failure := self.exited():
                return failure
            status, answer = readiness(self.port)
            # Below 500 it serves: a BASE_URL other than this address may redirect or refuse.
            if status and status < http.client.INTERNAL_SERVER_ERROR:
                return ""
            time.sleep(0.2)
        return "" if self.stopping else f"Not ready in {READY_SECONDS} s; /readyz said: {answer}"

    def wait_for_stop(self) -> str:
        """Return when the user stops the server, or what ended by itself."""
        while not self.stopping:
            if failure := self.exited():
                return failure
            time.sleep(0.2)
        return ""

    def stop(self) -> None:
        """End every child: kindly, then, after a while, by force."""
        for child in self.children:
            child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.end(deadline)


def dies_with(parent: int) -> Callable[[], None] | None:
    """Return what a child of `parent` runs first, so that even kill -9 leaves none behind.

    Told to end, not killed: the web server has workers of its own to end. None where the system
    cannot do it.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before it could be asked for
            os._exit(1)

    return prepare


def readiness(port: int) -> tuple[int, str]:
    """Ask /readyz once: the status (0 if nobody answered) and the text."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        return response.status, response.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def chosen_port() -> int:
    """Return the port that the environment names, checked."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= 65535):
        sys.exit(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    return int(text)


def free_port() -> int:
    """Return a port that nothing uses now: tests, benchmarks and pictures serve beside the site."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def require_free(port: int) -> None:
    """Leave with one line if the port cannot be had."""
    with socket.socket() as probe:
        # Without it, connections that just ended would make the port look taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sys.exit(
                f"Port {port} on {HOST} cannot be used ({error.strerror}). Stop what uses it, "
                f"or choose another: make run PORT={port + 1 if port < 65535 else 8001}"
            )


def announce(port: int) -> None:
    """Print where everything is, and who may sign in."""
    base = f"http://{HOST}:{port}"
    print(
        f"\nThe site is ready. Ctrl-C stops it.\n\n"
        f"  English   {base}/en/\n"
        f"  Arabic    {base}/ar/\n"
        f"  CMS       {base}/admin/\n"
        f"  API       {base}/api/v1/\n"
        f"  API docs  {base}/api/v1/docs/\n"
    )
    users = Path(os.environ.get("DATA_DIR") or ROOT / "var") / "demo-users.txt"
    if users.exists():
        print(f"Demonstration users ({users}):\n\n{users.read_text(encoding='utf-8')}")
    sys.stdout.flush()


def main() -> int:
    """Serve until asked to stop: 0; or until something ends by itself: 1."""
    port = chosen_port()
    require_free(port)
    if sys.argv[1:] == ["--check-port"]:
        return 0
    server = Server(port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, server.request_stop)
    try:
        server.start()
        failure = server.wait_until_ready()
        if not failure and not server.stopping:
            announce(port)
            failure = server.wait_for_stop()
    finally:
        server.stop()
    print(f"{failure}; everything is stopped." if failure else "\nStopped.", flush=True)
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
