"""The database into a file as it is at one point in time, and back.

SQLite is copied by its own backup, PostgreSQL by pg_dump in the snapshot in which the rows are
counted too. While a dump is made, others go on writing.
"""

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from core.backup.errors import BackupError, run_program
from core.databases.statistics import refresh_statistics
from core.publication.counter import latest_number

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_PACKAGE = "postgresql-client"
# What libpq's own programs take of the settings.
_OF_LIBPQ = (
    "host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey",
    "connect_timeout",
)  # fmt: skip
_LONGEST_WAIT = 60.0  # seconds, for others who are in the middle of a transaction
_RECORDED = MigrationRecorder.Migration._meta.db_table


@dataclass(frozen=True)
class Facts:
    """What the database held when it was copied."""

    made_at: datetime
    publication: int
    tables: dict[str, int]
    migrations: list[str]


def is_empty() -> bool:
    """Whether the database has no tables."""
    return not connection.introspection.table_names()


def facts() -> Facts:
    """Return what the database holds now."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    applied = MigrationRecorder(connection).applied_migrations()
    return Facts(
        timezone.now(),
        latest_number(),
        counts({*tables, _RECORDED}),
        sorted(f"{app}.{name}" for app, name in applied),
    )


def counts(tables: set[str]) -> dict[str, int]:
    """Return the number of rows of each table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found


def dump(folder: Path) -> Facts:
    """Copy the database into the folder; return what was in it at that moment.

    Raises BackupError, and OSError or DatabaseError.
    """
    target = folder / FILES[connection.vendor]
    if connection.vendor == "sqlite":
        return _dump_sqlite(target)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_schema()")
        snapshot, schema = cursor.fetchone()
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run(
            "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--schema={schema}",
            "--no-owner", "--no-privileges", f"--file={target}",
        )  # fmt: skip
        return facts()


def _dump_sqlite(target: Path) -> Facts:
    """Hold back those who write while the file is copied: it would have to begin again and again.

    Readers go on.
    """
    with transaction.atomic():  # takes the write lock: see `transaction_mode`
        found = facts()
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source:
            _copy_file(source, target)
    return found


def _copy_file(source: sqlite3.Connection, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise BackupError("The database is damaged: sqlite3 FILE '.recover' may save it.")
    except sqlite3.Error as error:
        raise BackupError(f"The database cannot be copied: {error}.") from error


def load(folder: Path, *, is_replaced: bool) -> None:
    """Have the database hold what the folder's file does; raises BackupError.

    With `is_replaced`, what was in it is removed.
    """
    source = folder / FILES[connection.vendor]
    if connection.vendor == "sqlite":
        _load_sqlite(source)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        name = cursor.fetchone()[0]
        if is_replaced:
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"DROP SCHEMA {quoted} CASCADE; CREATE SCHEMA {quoted}")
    connection.close()
    _run(
        "pg_restore", "--single-transaction", "--exit-on-error", f"--schema={name}",
        "--no-owner", "--no-privileges", str(source),
    )  # fmt: skip
    refresh_statistics()


def _load_sqlite(source: Path) -> None:
    """Copy all pages in one transaction: whoever is killed meanwhile leaves what was there."""
    connection.ensure_connection()
    deadline = time.monotonic() + _LONGEST_WAIT

    def give_up(_status: int, _left: int, _all: int) -> None:
        if time.monotonic() > deadline:
            raise BackupError("The database is in use. Stop the web server and the worker first.")

    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as backup:
            backup.backup(connection.connection, progress=give_up, sleep=0.1)
    except sqlite3.Error as error:
        raise BackupError(str(error)) from error
    finally:
        connection.close()


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on the database of the settings.

    Everybody on the machine may read the arguments: the password goes by the environment.
    """
    params: dict[str, Any] = connection.get_connection_params()
    given = {name: params[name] for name in _OF_LIBPQ if params.get(name)}
    password = {"PGPASSWORD": params["password"]} if params.get("password") else {}
    target = f"--dbname={make_conninfo(**given)}"
    environment = {**os.environ, **password}
    run_program(program, target, *arguments, environment=environment, package=_PACKAGE)
