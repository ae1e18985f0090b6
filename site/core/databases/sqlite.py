"""Who may read SQLite's file: whoever runs the site, and nobody else."""

from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

_OTHERS = 0o077


@receiver(connection_created)
def refuse_others(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Take the rights of others from a file that SQLite may just have made.

    Its journal, made later, gets the same rights.
    """
    if connection.vendor != "sqlite":
        return
    file = Path(str(connection.settings_dict["NAME"]))
    if file.is_file() and file.stat().st_mode & _OTHERS:
        file.chmod(0o600)
