"""Imports an export in a process of its own, and measures that process.

    python -m benchmarks.moving.importing posts.xml folder-for-the-report

writes, last, one line of JSON: the `seconds` of the import, the seconds that it computed
(`processor`), how many `posts` there are now, and its memory in MB (of 1,000,000 bytes) before it
began (`idle`) and at most (`peak`). Both count the process that reads texts for it.
"""

import json
import os
import re
import resource
import sys
import threading
import time
from contextlib import suppress
from io import StringIO
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be ready
from django.core.management.base import CommandError  # noqa: E402

from benchmarks.servers import children_of  # noqa: E402
from moving.models import ImportedPost  # noqa: E402

_RESIDENT = re.compile(r"^Vm(RSS|HWM):\s+(\d+) kB$", re.MULTILINE)


def main() -> None:
    """Import the file that the command line names; a failure ends the process with status 1."""
    export, report = sys.argv[1:]
    call_command("check", stdout=StringIO())  # loads what a command loads
    idle = _memory()["RSS"]
    helper = _Helper()
    began = time.monotonic()
    try:
        call_command(
            "import_wordpress",
            site=[[f"en={export}"]],
            uploads=[],
            report=Path(report),
            stdout=StringIO(),
            stderr=StringIO(),
        )
    except CommandError as error:
        sys.exit(str(error))
    seconds = time.monotonic() - began
    helper.is_over.set()
    found = {
        "seconds": round(seconds, 2),
        "processor": round(_computed(), 2),
        "posts": ImportedPost.objects.count(),
        "idle": round(idle, 1),
        "peak": round(_memory()["HWM"] + helper.peak, 1),
    }
    sys.stdout.write(json.dumps(found))


def _computed() -> float:
    """Return the seconds that this process and those that it started have computed."""
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


class _Helper(threading.Thread):
    """Watches the most that processes which this one starts have held, in MB (`peak`).

    What the system counts for them when they have ended holds this process's own memory, of which
    each of them is a copy for a moment.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.is_over = threading.Event()
        self.peak = 0.0
        self.start()

    def run(self) -> None:
        while not self.is_over.wait(0.2):
            for pid in children_of(os.getpid()):
                with suppress(OSError, KeyError):
                    self.peak = max(self.peak, _memory(pid)["HWM"])


def _memory(pid: int | str = "self") -> dict[str, float]:
    """Return what a process holds (RSS), and has held at most (HWM), in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return {name: int(kilobytes) * 1024 / 1e6 for name, kilobytes in _RESIDENT.findall(status)}


if __name__ == "__main__":
    main()
