"""All routes, on SQLite and, where it answers, on PostgreSQL, side by side."""

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit, urlunsplit

import psycopg

DEFAULT = "postgres://postgres@127.0.0.1:5432/icssi"
HEAD = f"{'database':<11} {'route':<42}   kills     old     new  middle  faults"


def play_all(part: str = "") -> int:
    """Run each database in a process of its own; return 1 if anything disagreed on either.

    `part` is a part of the names of the routes that are played.
    """
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        _say(HEAD)
        addresses = [f"sqlite:///{folder}/site.sqlite3"]
        if (server := _postgresql()) is not None:
            addresses.append(server)
        runs = [_start(address, folder, part) for address in addresses]
        return max(1 if run.wait() else 0 for run in runs)


def _start(address: str, folder: str, part: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": address,
        "REDIS_URL": "",
        "DATA_DIR": folder,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.run", *part.split()], env=environment
    )


def _postgresql() -> str | None:
    """Return the address of a fresh database of our own, or None, saying why."""
    given = os.environ.get("DATABASE_URL", DEFAULT)
    parts = urlsplit(given if given.startswith("postgres") else DEFAULT)
    name = f"icssi_faults_{os.getpid()}"
    try:
        server = urlunsplit(parts._replace(path="/postgres"))
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            connection.execute(f"CREATE DATABASE {name}")
    except psycopg.Error as error:
        _say(f"postgresql  skipped: {error}".splitlines()[0])
        return None
    return urlunsplit(parts._replace(path=f"/{name}"))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
