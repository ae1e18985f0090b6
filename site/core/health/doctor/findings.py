"""What a check finds: ok, a warning or an error, as a sentence and the line that helps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings

# Where deploy/install.sh puts the code; whoever runs such a server has the command `icssi`.
KIT = Path("/srv/icssi/releases")


class Status(StrEnum):
    """How bad it is; only errors need somebody now."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """A sentence in the language of the thread, and the exact line to run, or "" for none."""

    status: Status
    text: str
    command: str = ""
    is_english: bool = False  # whatever the language of the thread: it comes from other programs


@dataclass(frozen=True)
class Check:
    """What is looked at: a code, what people call it, and the function that looks.

    One that waits for others has a thread of its own, which may be given up, and asks no database.
    What asks the database is left out while that is away.
    """

    code: str
    label: Any
    look: Callable[[], Iterator[Finding]]
    waits: bool = False
    asks_database: bool = False


def ok(text: str) -> Finding:
    return Finding(Status.OK, text)


def warning(text: str, command: str = "") -> Finding:
    return Finding(Status.WARNING, text, command)


def error(text: str, command: str = "") -> Finding:
    return Finding(Status.ERROR, text, command)


def manage(arguments: str) -> str:
    """Return the line that runs a command of manage.py."""
    return line(f".venv/bin/python manage.py {arguments}", kit=f"sudo icssi {arguments}")


def set_variable(assignment: str) -> str:
    """Return the line that adds a setting."""
    kit = f"echo {assignment} | sudo tee -a /etc/icssi/env"
    return line(f"echo {assignment} >>.env", kit=kit)


def line(elsewhere: str, *, kit: str) -> str:
    """Return what is run on a server that deploy/install.sh has set up, or elsewhere."""
    return kit if Path(settings.ROOT).parent == KIT else elsewhere
