"""Runs the programs that clean pictures and documents, each as a process of its own.

One runs at a time on this machine. Decoding a large picture takes up to 300 MB. The process gives
them back when it ends, ends at the time limit, and knows nothing of the site: no settings, no
database, no secrets.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from core.costly import programs
from core.costly.bounded import Bounded, one_on_this_machine

# The lock lets one file be cleaned on the machine; this, that few threads wait for it.
CLEANING = Bounded("files", at_work=1, waiting=1, patience_seconds=15)


def run_cleaning(file: IO[bytes], *, side: int, patience: float) -> tuple[dict[str, Any], bytes]:
    """Return the program's answer about the picture in `file`, and the cleaned picture.

    Waits `patience` seconds for its turn, then raises BusyError. A program that crashed or was
    stopped counts as a refusal: its answer is {"refused": "too_demanding" or "too_slow"}.
    """
    program = ["core.media.cleaning", str(int(side))]
    return _run(program, file, patience, settings.PICTURE_TIME_LIMIT)


def run_document_cleaning(
    file: IO[bytes], output: IO[bytes], *, name: str, patience: float
) -> dict[str, Any]:
    """Return the program's answer about the document in `file`; the clean one is in `output`.

    Both are open files of the system, `output` an empty one. As for pictures otherwise.
    """
    descriptor = output.fileno()
    program = ["core.media.documents.program", str(descriptor), name]
    answer, _ = _run(program, file, patience, settings.DOCUMENT_TIME_LIMIT, [descriptor])
    return answer


def _run(
    program: list[str],
    file: IO[bytes],
    patience: float,
    time_limit: float,
    descriptors: Sequence[int] = (),
) -> tuple[dict[str, Any], bytes]:
    with _turn(patience):
        try:
            done = subprocess.run(  # noqa: S603 - the arguments are ours
                [sys.executable, "-m", *program],
                stdin=file,
                capture_output=True,
                timeout=time_limit,
                check=False,
                env=programs.environment(),
                cwd="/",
                pass_fds=descriptors,
            )
        except subprocess.TimeoutExpired:
            return {"refused": "too_slow"}, b""
    line, _, content = done.stdout.partition(b"\n")
    if done.returncode or not line:
        return {"refused": "too_demanding"}, b""
    return json.loads(line), content


@contextmanager
def _turn(patience: float) -> Iterator[None]:
    """Hold the lock that all processes of the site on this machine share."""
    until = time.monotonic() + patience
    with CLEANING.turn(patience):
        left = max(0, until - time.monotonic())
        with one_on_this_machine(Path(settings.PICTURE_LOCK), left):
            yield
