"""Waits until the latest export job is done, with a worker as `make run` has one.

    python -m benchmarks.workbench.export_job

writes, last, one line of JSON: the `seconds` since the job was made, how often its progress was
`seen` to change, the seconds that the worker computed (`processor`), the `bytes` of its file, and
its `state`.
"""

import json
import os
import resource
import subprocess
import sys
import time

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django must be ready

from benchmarks.processes import supervising  # noqa: E402
from translation.models import Job  # noqa: E402

AT_MOST = 300  # seconds
_PAUSE = 0.1
_WORKED_ON = {Job.State.WAITING, Job.State.RUNNING}


def main() -> None:
    """Start a worker, look at the job until it is over, end the worker."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        stdout=subprocess.DEVNULL,
        preexec_fn=supervising.dies_with(os.getpid()),  # noqa: PLW1509 - no threads here
    )
    seen: set[int] = set()
    until = time.monotonic() + AT_MOST
    try:
        job = Job.objects.defer("file").latest("created_at")
        while job.state in _WORKED_ON and time.monotonic() < until and worker.poll() is None:
            seen.add(job.done)
            time.sleep(_PAUSE)
            job.refresh_from_db(fields=["state", "done"])
    finally:
        worker.terminate()
        worker.wait()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    job = Job.objects.get(pk=job.pk)
    found = {
        "seconds": ((job.finished_at or timezone.now()) - job.created_at).total_seconds(),
        "seen": len(seen - {0}),
        "processor": round(spent.ru_utime + spent.ru_stime, 1),
        "bytes": len(job.file or b""),
        "state": job.state,
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
