"""Cleans one document, as a program of its own: `python -m core.media.documents.program FD NAME`.

The document comes by standard input, which must be a file; the cleaned one is written to the open
file with the number FD, and a line of JSON to standard output. The line is the format and what was
removed, or why the document is refused. NAME ends in ".csv" where
text is meant as comma-separated values. Nothing here may import Django.
"""

import io
import json
import os
import resource
import sys
from typing import Any, BinaryIO

from core.media.cleaning import Refused, limit_process
from core.media.documents import detecting, kinds, odf, office, pdf, text
from core.media.documents.report import Report

MEGABYTE = 2**20
CPU_SECONDS = 90  # if the process that waits for this one has died
MAX_OUTPUT = 40 * MEGABYTE  # pictures that are made anew may become larger


def cleaned(file: BinaryIO, output: BinaryIO, name: str) -> dict[str, Any]:
    """Write the clean document to `output`; return its format and what was removed.

    Raises Refused, also if the result, read again, is not clean.
    """
    kind = detecting.kind_of(file, name)
    report = Report()
    _clean(kind, file, output, report)
    _check(kind, output)
    return {"kind": kind, "removed": sorted(report.removed)}


def _clean(kind: str, file: BinaryIO, output: BinaryIO, report: Report) -> None:
    file.seek(0)
    try:
        if kind == kinds.PDF:
            pdf.clean(file, output, report)
        elif kind in kinds.OFFICE_KINDS:
            office.clean(file, output, report, kind)
        elif kind in kinds.ODF_KINDS.values():
            odf.clean(file, output, report, kind)
        else:
            text.clean(file, output, report, kind)
    except (MemoryError, Refused):
        raise
    except Exception as error:  # libraries fail in their own ways with what is damaged
        raise Refused("damaged") from error


def _check(kind: str, output: BinaryIO) -> None:
    """Read the result as a stranger would: nothing is left that cleaning would remove."""
    output.flush()
    again = Report(checking=True)
    try:
        found = detecting.kind_of(output, f"x.{kind}")
        _clean(kind, output, io.BytesIO(), again)
    except Refused as refused:
        raise Refused("not_proved") from refused
    if found != kind or again.removed:
        raise Refused("not_proved")


def main() -> None:
    limit_process(CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    descriptor, name = int(sys.argv[1]), sys.argv[2]
    with os.fdopen(descriptor, "w+b") as output:
        try:
            answer = cleaned(sys.stdin.buffer, output, name)
        except Refused as refused:
            answer = refused.answer
        except (MemoryError, RecursionError):
            answer = {"refused": "too_demanding"}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
