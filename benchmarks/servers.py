"""The web server as `make run` starts it, on a port of its own."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from benchmarks.processes import ROOT, BrokenError, serve, supervising
from benchmarks.sites import Site

_MEMORY = re.compile(r"^(Rss|Pss):\s+(\d+) kB$", re.MULTILINE)


def children_of(pid: int) -> list[int]:
    """Return the ids of a process's children; none where /proc does not show them."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


class Server:
    """The site's web server in a `with` statement; it has ended when the statement has.

    `settings` is a module of settings, `changes` are variables of the environment.
    """

    def __init__(self, site: Site, settings: str = "config.settings", **changes: str) -> None:
        self.port = serve.free_port()
        self.base = f"http://{serve.HOST}:{self.port}"
        self._log = site.folder / f"server-{self.port}.log"
        own = {"PORT": str(self.port)}
        self._environment = supervising.MEMORY | site.environment(settings) | own | changes

    def __enter__(self) -> "Server":
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self._program()],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=supervising.dies_with(os.getpid()),  # noqa: PLW1509 - no threads here
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._end()

    def _program(self) -> tuple[str, ...]:
        """Return the module that serves, with its arguments."""
        return (*serve.GRANIAN, f"--port={self.port}")

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + serve.READY_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            status, _answer = serve.readiness(self.port)
            if status == http.client.OK:
                return
            time.sleep(0.2)
        raise BrokenError(f"The web server did not become ready:\n{self._log.read_text()}")

    def _end(self) -> None:
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=serve.STOP_SECONDS)
        # Workers may still run where the server ended by itself.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def workers(self) -> list[int]:
        """Return the ids of the processes that answer; none where /proc does not show them."""
        return children_of(self._process.pid)

    def memory(self) -> list[dict[str, float]]:
        """Return what each worker holds, {"rss": MB, "pss": MB} (of 1,000,000 bytes)."""
        return [
            {
                name.lower(): int(kilobytes) * 1024 / 1e6
                for name, kilobytes in _MEMORY.findall(
                    Path(f"/proc/{pid}/smaps_rollup").read_text()
                )
            }
            for pid in self.workers()
        ]
