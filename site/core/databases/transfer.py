"""Moves everything from SQLite to an empty PostgreSQL, and compares both; SQLite is only read.

While it is copied nobody can write: SQLite's one write lock is held. What the databases index by
themselves is filled as the rows come in.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from core.databases.digests import TableDigest, stored_models, table_digests
from core.search.index.fields import KeysField

_LOCK_SECONDS = 10.0
_AT_ONCE = 1000
_NUMBERED = {"AutoField", "BigAutoField", "SmallAutoField"}


class TransferError(Exception):
    """The text is why the database cannot be moved; the source is as it was."""


@dataclass(frozen=True)
class Compared:
    """A table in both databases."""

    table: str
    before: TableDigest
    after: TableDigest

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def transfer(url: str, say: Callable[[str], object]) -> list[Compared]:
    """Copy the database of the settings to PostgreSQL at `url`; return every table, compared.

    Raises TransferError.
    """
    if connection.vendor != "sqlite":
        raise TransferError("DATABASE_URL names no SQLite: there is nothing to move.")
    try:
        with _locked_source() as source, psycopg.connect(url) as target:
            _require_empty(target)
            target.rollback()
            say("Making the tables.")
            _manage(url, "migrate", "--no-input", "--verbosity=0")
            say("Copying the rows.")
            _copy_all(source, target)
            target.commit()
            say("Comparing both.")
            return _compared(url)
    except psycopg.Error as error:
        raise TransferError(f"PostgreSQL refuses: {str(error).strip()}") from error


@contextmanager
def _locked_source() -> Iterator[sqlite3.Connection]:
    """Yield a connection that reads raw values, and that holds the write lock to the end."""
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name, isolation_level=None, timeout=_LOCK_SECONDS)) as source:
        try:
            source.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise TransferError(
                "Somebody is writing. Stop the web server and the worker, then start again."
            ) from error
        yield source
        source.rollback()


def _require_empty(target: psycopg.Connection[Any]) -> None:
    found = target.execute(
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()"
    ).fetchone()
    if found and found[0]:
        raise TransferError("The database at --to has tables already; it must be empty.")


def _manage(url: str, *command: str) -> str:
    """Run a command of manage.py on the new database; return what it prints."""
    done = subprocess.run(  # noqa: S603 - the arguments are ours
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT, env=os.environ | {"DATABASE_URL": url},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason was given"]
        raise TransferError(f"manage.py {command[0]} failed: {lines[-1]}")
    return done.stdout


def _copy_all(source: sqlite3.Connection, target: psycopg.Connection[Any]) -> None:
    """Copy all rows in one transaction, at whose end references are checked."""
    models = stored_models()
    with target.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")  # SQLite's times are in UTC and do not show it
        names = sql.SQL(", ").join(sql.Identifier(model._meta.db_table) for model in models)
        # What the first migration has made comes from the source, too.
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        for model in models:
            _copy_table(source, cursor, model)
            _reset_sequence(cursor, model)
        cursor.execute("ANALYZE")  # a new table's queries are planned as if it were small


def _copy_table(source: sqlite3.Connection, cursor: psycopg.Cursor[Any], model: Any) -> None:
    fields = model._meta.local_concrete_fields
    columns = [field.column for field in fields]
    quoted = ", ".join(f'"{column}"' for column in columns)
    rows = source.execute(f'SELECT {quoted} FROM "{model._meta.db_table}"')  # noqa: S608
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(column) for column in columns),
    )
    keyed = [isinstance(field, KeysField) for field in fields]
    with cursor.copy(statement) as copy:
        while some := rows.fetchmany(_AT_ONCE):
            for row in some:
                copy.write_row(
                    [
                        _quoted_keys(value) if is_keys else value
                        for value, is_keys in zip(row, keyed, strict=True)
                    ]
                )


def _quoted_keys(keys: str) -> str:
    return " ".join(f"'{key}'" for key in (keys or "").split())


def _reset_sequence(cursor: psycopg.Cursor[Any], model: Any) -> None:
    """Have the next row get a number that none has."""
    if model._meta.pk.get_internal_type() not in _NUMBERED:
        return
    table, column = model._meta.db_table, model._meta.pk.column
    cursor.execute(
        sql.SQL(
            "SELECT setval(pg_get_serial_sequence(%s, %s), COALESCE(MAX({}), 1),"
            " MAX({}) IS NOT NULL) FROM {}"
        ).format(sql.Identifier(column), sql.Identifier(column), sql.Identifier(table)),
        [f'"{table}"', column],
    )


def _compared(url: str) -> list[Compared]:
    after = {
        name: TableDigest(**each)
        for name, each in json.loads(_manage(url, "move_database", "--digests")).items()
    }
    return [Compared(name, each, after[name]) for name, each in table_digests()]
