"""Child processes that are supervised: each is started again when it has ended, every time.

Standard library only, as `serve.py`.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The pause before a process is started again is twice the one before, from the first to the
# longest; a process that ran for so long begins with the first one again.
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 4.0
STEADY_SECONDS = 60.0
PR_SET_PDEATHSIG = 1  # of Linux's prctl
# Of glibc: memory of a large answer is returned to the system, instead of staying with the thread
# that made it. Without it workers hold some 15 MB more. Other systems do not read these.
MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
# What would load the code or the settings of another project in place of ours.
FOREIGN = {"PYTHONPATH", "PYTHONHOME", "DJANGO_SETTINGS_MODULE"}


def report(text: str) -> None:
    """Print a line. A full disk or a closed terminal behind it must not end the site."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


class Child:
    """A process of ours with all that it starts, which `tend` starts again when it has ended.

    `hindrance` returns what prevents a start, such as a port that is taken.
    """

    def __init__(self, name: str, *command: str, hindrance: Callable[[], str] = lambda: "") -> None:
        self.name = name
        self.command = command
        self.hindrance = hindrance
        self.pause = 0.0
        self.restart_at: float | None = None
        self.start()

    def start(self) -> None:
        """Start the process in its own session, so that Ctrl-C reaches it through us alone."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=dies_with(os.getpid()),  # noqa: PLW1509 - there are no threads here
        )
        self.restart_at = None

    def exit_status(self) -> int | None:
        """Return the status if the process has ended and is not started again yet."""
        return self.process.poll()

    def age(self) -> float:
        """Return how many seconds ago the process was started."""
        return time.monotonic() - self.started_at

    def tend(self) -> None:
        """Start the process again a while after it has ended; to be called every moment."""
        if self.restart_at is not None:
            if time.monotonic() >= self.restart_at:
                self._restart()
        elif (status := self.exit_status()) is not None:
            # Processes that it leaves behind may finish their requests during the pause.
            self._signal_all(signal.SIGTERM)
            self._wait(f"The {self.name} ended by itself (status {status})")

    def _restart(self) -> None:
        # Leftovers would answer with old code, and hold the port.
        self._signal_all(signal.SIGKILL)
        self.started_at = time.monotonic()
        # A process that was just killed may need a moment to end.
        while (problem := self.hindrance()) and self.age() < FIRST_PAUSE:
            time.sleep(0.05)
        try:
            if not problem:
                self.start()
        except OSError as error:  # such as memory that does not suffice
            problem = f"The {self.name} does not start ({error.strerror})"
        if problem:
            self._wait(problem)

    def _wait(self, reason: str) -> None:
        """Set the time of the next start."""
        before = 0.0 if self.age() >= STEADY_SECONDS else self.pause
        self.pause = min(max(2 * before, FIRST_PAUSE), LONGEST_PAUSE)
        self.restart_at = time.monotonic() + self.pause
        report(f"{reason}; the {self.name} is started again in {self.pause:g} s.")

    def end(self, deadline: float) -> None:
        """Wait until the process, asked to end before, has ended; at `deadline` force it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0, deadline - time.monotonic()))
        # Also where it ended by itself: its own children may be left, and hold the port.
        self._signal_all(signal.SIGKILL)
        self.process.wait()

    def _signal_all(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


def environment() -> dict[str, str]:
    """Return the variables for a process of ours."""
    own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    # Titles and paths are in any script, whatever the terminal claims to support.
    # On a terminal, a line for each request would hide what was announced.
    return {"PYTHONUTF8": "1", "LOG_REQUESTS": "false", **MEMORY, **own, "PYTHONUNBUFFERED": "1"}


def dies_with(parent: int) -> Callable[[], None] | None:
    """Return what a child of `parent` runs first, so that even kill -9 leaves none behind.

    It is asked to end, not killed: the web server has workers of its own to end. None where the
    system cannot do it.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before it could be asked for
            os._exit(1)

    return prepare
