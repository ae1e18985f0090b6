"""Sites to measure: each has a data folder and a database, which are removed afterwards."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.processes import BrokenError, run

LANGUAGES = 2


@dataclass(frozen=True)
class Site:
    """A site's folder, and the address of its database, empty for SQLite in the folder."""

    folder: Path
    database_url: str

    def environment(self, settings: str = "config.settings") -> dict[str, str]:
        """Return the variables for a process of this site, with nothing else of this machine's."""
        changes = {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": "",
            "BASE_URL": "",
            "DEBUG": "false",
            "SECRET_KEY": "for-benchmarks-" + "x" * 50,
            "LOG_LEVEL": "ERROR",
            "API_RATE_LIMIT": "",
            "PYTHONUNBUFFERED": "1",
        }
        return os.environ | changes

    def manage(self, *command: str) -> str:
        return run(sys.executable, "manage.py", *command, environment=self.environment())

    def prepare(self) -> None:
        """Fill it with the demonstration content, whose pictures and topics stories then use."""
        self.folder.mkdir()
        run(sys.executable, "scripts/prepare.py", environment=self.environment())

    def grow(self, stories: int) -> None:
        """Generate stories until there are so many, half of them in each language."""
        self.manage("generate_stories", "--works", str(stories // LANGUAGES))


class Databases:
    """Databases on the PostgreSQL server that `url` names; without a url, SQLite in folders."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._prefix = f"icssi_bench_{os.getpid()}"
        self._names: list[str] = []

    def url(self, size: int, template: int | None = None) -> str:
        """Create the database for so many stories, as a copy of another; return its address."""
        if not self._url:
            return ""
        copied = f' TEMPLATE "{self._prefix}_{template}"' if template else ""
        self._names.append(f"{self._prefix}_{size}")
        self._execute(f'CREATE DATABASE "{self._names[-1]}"{copied}')
        return urlsplit(self._url)._replace(path=f"/{self._names[-1]}").geturl()

    def settle(self, site: Site) -> None:
        """Do now what the server's maintenance would do within minutes after writing."""
        if site.database_url:
            self._execute("VACUUM (ANALYZE)", site.database_url)

    def drop(self) -> None:
        for name in self._names:
            self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _execute(self, sql: str, url: str = "") -> None:
        import psycopg

        address = url or urlsplit(self._url)._replace(path="/postgres").geturl()
        try:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(sql.encode())
        except psycopg.Error as error:
            raise BrokenError(f"PostgreSQL: {error}") from error


@contextlib.contextmanager
def growing_sites(folder: Path, database_url: str, sizes: list[int]) -> Iterator[dict[int, Site]]:
    """Make one site for each number of stories, each an enlarged copy of the one before."""
    databases = Databases(database_url)
    sites: dict[int, Site] = {}
    try:
        before: int | None = None
        for size in sorted(sizes):
            site = Site(folder / str(size), databases.url(size, before))
            if before is None:
                site.prepare()
            else:
                shutil.copytree(sites[before].folder, site.folder)
            site.grow(size)
            databases.settle(site)
            sites[size], before = site, size
        yield sites
    finally:
        databases.drop()


@contextlib.contextmanager
def single_site(folder: Path, database_url: str) -> Iterator[Site]:
    """Make one site with the demonstration content alone."""
    databases = Databases(database_url)
    try:
        site = Site(folder / "site", databases.url(0))
        site.prepare()
        yield site
    finally:
        databases.drop()
