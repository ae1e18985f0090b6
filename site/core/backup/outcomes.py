"""When the last backup succeeded, and why one failed since: a file in DATA_DIR.

It is in no database: one that is restored would have the outcomes of before.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core.backup.folders import write_file

NAME = "backup.json"


@dataclass(frozen=True)
class Outcomes:
    """Times are in ISO 8601, "" where it never happened.

    `succeeded_at`, `folder` and `bytes` are of the last backup that succeeded; `failed_at` and
    `problem` of the last that failed, "" when one has succeeded since. The ledger was copied at
    `ledger_at`, and off this machine at `ledger_sent_at`, with `ledger_sent` withdrawals.
    """

    succeeded_at: str = ""
    folder: str = ""
    bytes: int = 0
    failed_at: str = ""
    problem: str = ""
    ledger_at: str = ""
    ledger_sent_at: str = ""
    ledger_sent: int = 0

    @property
    def succeeded(self) -> datetime | None:
        return datetime.fromisoformat(self.succeeded_at) if self.succeeded_at else None

    @property
    def ledger_copied(self) -> datetime | None:
        return datetime.fromisoformat(self.ledger_at) if self.ledger_at else None


def read() -> Outcomes:
    """Return what is known; a file that cannot be read is none."""
    try:
        return Outcomes(**json.loads(_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Outcomes()


def record_success(folder: Path, size: int) -> None:
    """Record a backup of so many bytes; raises OSError."""
    moment = timezone.now().isoformat()
    known = replace(read(), succeeded_at=moment, folder=str(folder), bytes=size)
    _write(replace(known, failed_at="", problem=""))


def record_failure(problem: str) -> None:
    """Record why a backup failed; raises OSError."""
    _write(replace(read(), failed_at=timezone.now().isoformat(), problem=problem))


def record_ledger(*, sent: int | None = None) -> None:
    """Record that the ledger was copied, and with `sent` withdrawals off this machine."""
    moment = timezone.now().isoformat()
    known = replace(read(), ledger_at=moment)
    _write(known if sent is None else replace(known, ledger_sent_at=moment, ledger_sent=sent))


def _write(outcomes: Outcomes) -> None:
    write_file(_file(), json.dumps(asdict(outcomes), indent=1))


def _file() -> Path:
    return Path(settings.VAR) / NAME
