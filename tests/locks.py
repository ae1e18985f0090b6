"""Another connection that holds what writing, or even reading, needs: the database is busy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

_WRITTEN = "core_shelfcounter, core_user, core_siteimage, wagtailcore_pageviewrestriction"
PATIENCE_MS = 100  # instead of seconds; what happens afterwards is the same


@contextmanager
def busy_for_writers() -> Iterator[None]:
    """Prevent everybody else from publishing until the block ends."""
    with _impatient():
        if connection.vendor == "sqlite":
            with _sqlite_locked("IMMEDIATE"):
                yield
        else:
            with _postgresql_locked(_WRITTEN, "EXCLUSIVE"):
                yield


@contextmanager
def busy_for_readers() -> Iterator[None]:
    """Prevent everybody else from reading what is public until the block ends."""
    with _impatient():
        if connection.vendor == "sqlite":
            with _sqlite_locked("EXCLUSIVE"):
                yield
        else:
            with _postgresql_locked("core_shelfitem", "ACCESS EXCLUSIVE"):
                yield


@contextmanager
def _sqlite_locked(mode: str) -> Iterator[None]:
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute(f"BEGIN {mode}")
    try:
        yield
    finally:
        other.close()


@contextmanager
def _postgresql_locked(table: str, mode: str) -> Iterator[None]:
    values = connection.settings_dict
    with psycopg.connect(
        host=values["HOST"] or "127.0.0.1",
        port=values["PORT"] or 5432,
        user=values["USER"],
        password=values["PASSWORD"],
        dbname=values["NAME"],
    ) as other:
        other.execute(f"LOCK TABLE {table} IN {mode} MODE")
        yield
        other.rollback()


@contextmanager
def _impatient() -> Iterator[None]:
    """Wait for locks only a moment, on the connection of the test."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        statements = f"PRAGMA busy_timeout = {PATIENCE_MS}", "PRAGMA busy_timeout = 60000"
    else:
        statements = f"SET lock_timeout = {PATIENCE_MS}", "RESET lock_timeout"
    with connection.cursor() as cursor:
        cursor.execute(statements[0])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(statements[1])
