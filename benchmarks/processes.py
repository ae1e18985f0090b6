"""Processes that end with the benchmark, however the benchmark ends."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import serve  # type: ignore[import-not-found] # noqa: E402, F401 - no package; for servers
import supervising  # type: ignore[import-not-found] # noqa: E402


class BrokenError(Exception):
    """The benchmark cannot go on; the message gives the reason."""


def run(
    *command: str, environment: Mapping[str, str] | None = None, is_checked: bool = True
) -> str:
    """Run a command to its end; return what it wrote, or raise BrokenError if it failed."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=supervising.dies_with(os.getpid()),  # noqa: PLW1509 - no threads here
    )
    try:
        output, errors = process.communicate()
    except BaseException:
        process.kill()
        process.wait()
        raise
    if is_checked and process.returncode:
        raise BrokenError(f"{' '.join(command)} failed:\n{errors or output}")
    return output


def processor_seconds(pids: Iterable[int]) -> float:
    """Return how long these processes have computed; 0 where /proc does not show it."""
    ticks = 0
    for pid in pids:
        # The name of the program comes in brackets and may hold anything.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
