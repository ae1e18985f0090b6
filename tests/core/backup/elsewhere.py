"""Commands in processes of their own, and another site beside that of the tests."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.servers import database_url

# In place of the one with which the backup was made.
RENEWED = "renewed-after-the-backup-" + "y" * 40


def environment(data: Path, **given: str) -> dict[str, str]:
    """Return the environment of a command on the database of the tests, with its uploads."""
    media = given.pop("MEDIA_FROM", "")
    if media and not (data / "media").exists():
        (data / "media").symlink_to(media)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_KEY": settings.DATA_KEY,
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(data),
        "REDIS_URL": "",
        "BASE_URL": "",
        "EMAIL_URL": "",
        "BACKUP_DIR": "",
        "DEBUG": "false",
        **given,
    }


def run(
    data: Path, *command: str, preexec: Callable[[], object] | None = None, **given: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT,
        env=environment(data, **given),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=preexec,
    )


class Elsewhere:
    """A data folder and an empty database, to which a backup is restored."""

    def __init__(self, data: Path, url: str) -> None:
        self.data, self.url = data, url

    @property
    def settings(self) -> dict[str, str]:
        """The settings that differ; what was encrypted belongs to the key of before."""
        data_key = settings.DATA_KEY or settings.SECRET_KEY
        return {"DATABASE_URL": self.url, "SECRET_KEY": RENEWED, "DATA_KEY": data_key}

    def run(
        self, *command: str, preexec: Callable[[], object] | None = None, **given: str
    ) -> subprocess.CompletedProcess[str]:
        return run(self.data, *command, preexec=preexec, **self.settings | given)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """Return what the other database answers."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.url.removeprefix("sqlite:///")) as opened:
                return opened.execute(statement).fetchall()
        with psycopg.connect(self.url) as opened:
            return opened.execute(statement.encode()).fetchall()


@contextmanager
def elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """Yield an empty site of the same kind of database; its database is removed afterwards."""
    data = folder / "elsewhere"
    data.mkdir(mode=0o700, parents=True)
    if connection.vendor == "sqlite":
        yield Elsewhere(data, f"sqlite:///{data}/site.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    head, _slash, _name = database_url().rpartition("/")
    with psycopg.connect(f"{head}/postgres", autocommit=True) as server:
        quoted = sql.Identifier(name)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))
        server.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
        try:
            yield Elsewhere(data, f"{head}/{name}")
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(quoted))
