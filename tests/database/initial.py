"""What the database of the tests held at first: saved, and put back after real commits."""

# Names of tables come from the database.
# ruff: noqa: S608

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

from django.db import transaction

_SCHEMA = "initial"  # of PostgreSQL; a copy of the file for SQLite
_LONGEST_WAIT = 60.0


def save(connection: Any) -> None:
    """Save all rows that there are now."""
    if connection.vendor == "sqlite":
        shutil.copyfile(connection.settings_dict["NAME"], _copy_of(connection))
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE; CREATE SCHEMA {_SCHEMA}")
        for table in _tables_with_rows(connection, cursor):
            cursor.execute(f'CREATE TABLE {_SCHEMA}."{table}" AS SELECT * FROM "{table}"')
        # No table, so that it is none of those to put back.
        cursor.execute(
            f"CREATE MATERIALIZED VIEW {_SCHEMA}.sequences AS"
            " SELECT schemaname, sequencename, last_value FROM pg_sequences"
        )


def is_saved(connection: Any) -> bool:
    """Whether there is something to put back: not in databases that are no tests'."""
    if connection.vendor == "sqlite":
        return _copy_of(connection).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [_SCHEMA])
        return bool(cursor.fetchone()[0])


def put_back(connection: Any) -> None:
    """Have all tables hold what was saved; sequences go on, lest a number is used twice."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _copy_file(sqlite3.connect(_copy_of(connection)), connection.connection)
        return
    # To truncate tables makes all their files anew: for few rows, deleting them takes a tenth.
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in _tables_with_rows(connection, cursor):
            cursor.execute(f'DELETE FROM "{table}"')
        for table, columns in _saved_columns(cursor):
            cursor.execute(
                f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {_SCHEMA}."{table}"'
            )
        _raise_sequences(cursor)


def _raise_sequences(cursor: Any) -> None:
    """Have no sequence give out a number of a row that was put back: a test may have reset it."""
    cursor.execute(
        "SELECT setval(format('%I.%I', schemaname, sequencename), saved.last_value)"
        f" FROM {_SCHEMA}.sequences saved JOIN pg_sequences now USING (schemaname, sequencename)"
        " WHERE coalesce(now.last_value, 0) < saved.last_value"
    )


def _copy_of(connection: Any) -> Path:
    return Path(f"{connection.settings_dict['NAME']}.initial")


def _copy_file(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database in one step, as soon as nobody else is in the middle of a transaction."""
    deadline = time.monotonic() + _LONGEST_WAIT

    def give_up(_status: int, _left: int, _all: int) -> None:
        if time.monotonic() > deadline:
            raise TimeoutError("Some connection has not ended its transaction.")

    try:
        source.backup(target, progress=give_up, sleep=0.05)
    finally:
        source.close()


def _tables_with_rows(connection: Any, cursor: Any) -> list[str]:
    tables = sorted(connection.introspection.table_names(cursor, include_views=False))
    cursor.execute(
        " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables
        )
    )
    return [table for (table,) in cursor.fetchall()]


def _saved_columns(cursor: Any) -> list[tuple[str, str]]:
    """Return each saved table with its columns, except those that PostgreSQL computes itself."""
    cursor.execute(
        "SELECT saved.relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
        " FROM pg_class saved JOIN pg_attribute"
        " ON attrelid = quote_ident(saved.relname)::regclass"
        " WHERE saved.relnamespace = %s::regnamespace AND saved.relkind = 'r'"
        " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' GROUP BY saved.relname",
        [_SCHEMA],
    )
    return list(cursor.fetchall())
