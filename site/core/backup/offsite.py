"""The finished folder into restic: encrypted, off this machine, each content once."""

import os
from pathlib import Path

from django.conf import settings

from core.backup.errors import run_program

BACKUP, LEDGER = "icssi", "icssi-ledger"  # restic's tags


def is_configured() -> bool:
    return bool(settings.BACKUP_RESTIC_REPOSITORY)


def send(path: Path, tag: str) -> None:
    """Give a folder or a file to restic; raises BackupError.

    Nothing is removed there: a server that is taken over must not be able to.
    """
    run_program(
        "restic", "--quiet", "--repo", settings.BACKUP_RESTIC_REPOSITORY,
        "--password-file", settings.RESTIC_PASSWORD_FILE, "backup", "--tag", tag, str(path),
        environment=dict(os.environ), package="restic",
    )  # fmt: skip
