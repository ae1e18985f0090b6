"""Runs `program`: HTML that anybody may have written never takes a web process's time or memory.

One text is read at a time in a process of the site, and one more may wait.
"""

import json
import subprocess
import sys

from core.body.reading.markup import Piece
from core.costly import programs
from core.costly.bounded import Bounded

# The browser that asks waits ten seconds in all (`js/paste.js`).
TIME_LIMIT = 5  # seconds
READING = Bounded("pasted texts", at_work=1, waiting=1, patience_seconds=4)


class TooDemandingError(Exception):
    """The text takes more time or memory than any that people write."""


def read_html_apart(source: str) -> list[Piece]:
    """Return the pieces of an HTML text. Raises TooDemandingError and BusyError."""
    with READING.turn():
        try:
            done = subprocess.run(
                [sys.executable, "-m", "core.body.reading.program"],
                # A lone half of a surrogate pair, which a form can hold, is no text.
                input=source.encode(errors="replace"),
                capture_output=True,
                timeout=TIME_LIMIT,
                check=False,
                env=programs.environment(),
                cwd="/",
            )
        except subprocess.TimeoutExpired as error:
            raise TooDemandingError from error
    if done.returncode:
        raise TooDemandingError
    return [Piece(kind, value) for kind, value in json.loads(done.stdout)]
