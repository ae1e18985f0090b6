"""The database as migrations leave it: made once and copied, since to make it takes half a minute.

All that goes into it are the sources of the product and the packages that are installed. As long as
these stay the same, so does the file in `var/tests`, for all processes and all later runs.
"""

import fcntl
import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.database import initial

_FOLDER = Path(settings.ROOT, "var", "tests")
_SOURCES = ("site", "home", "news", "forums", "api", "tests/settings.py")
_NOT_IN_IT = {"__pycache__", "static"}
_is_set_up = False


def set_up() -> list[Any]:
    """Give this process a test database; return what Django needs to remove it.

    A second one would have the same name: where two folders had a fixture for this, its end failed.
    """
    global _is_set_up
    if _is_set_up:
        raise RuntimeError("This process has a test database: only one conftest.py may set it up.")
    _is_set_up = True
    before = _copied() if connection.vendor == "sqlite" else _made(is_copied=False)
    initial.save(connection)
    return before


def tear_down(before: list[Any]) -> None:
    """Remove the test database.

    Threads of a server that a test started may still be at work: PostgreSQL removes no database
    with sessions, and the last test of a process would fail for it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    teardown_databases(before, verbosity=0)


def _copied() -> list[Any]:
    """Copy the file of these sources, which the first process makes."""
    file = Path(connection.settings_dict["TEST"]["NAME"])
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with _alone():
        template = _FOLDER / f"{digest()}.sqlite3"
        if not template.exists():
            before = _made(is_copied=False)
            _save_as(template)
            return before
        shutil.copyfile(template, file)
    return _made(is_copied=True)


def _made(*, is_copied: bool) -> list[Any]:
    """Migrate; what is copied is checked for migrations that it has not seen."""
    return setup_databases(verbosity=0, interactive=False, keepdb=is_copied, serialized_aliases=())


@contextmanager
def _alone() -> Iterator[None]:
    """Have other processes wait until the block ends, instead of making the same."""
    with (_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _save_as(template: Path) -> None:
    """Store this process's database as the template, in place of those of former sources."""
    connection.close()
    for former in _FOLDER.glob("*.sqlite3"):
        former.unlink()
    whole = template.with_suffix(".new")
    shutil.copyfile(connection.settings_dict["NAME"], whole)
    whole.replace(template)


def digest() -> str:
    """Return a name for all that a migrated database depends on."""
    found = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for name in sorted(f"{each.name} {each.version}" for each in distributions()):
        found.update(name.encode())
    root = Path(settings.ROOT)
    for file in _source_files(root):
        found.update(f"\0{file.relative_to(root)}\0".encode() + file.read_bytes())
    return found.hexdigest()[:20]


def _source_files(root: Path) -> Iterator[Path]:
    for place in (root / source for source in _SOURCES):
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and not _NOT_IN_IT.intersection(file.relative_to(root).parts):
                yield file
