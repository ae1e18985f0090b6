"""Folders, a PostgreSQL cluster, and sites that are copies of one that is filled once."""

import itertools
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType

import psycopg
from redis import Redis

from tests import clusters
from tests.clusters import Cluster
from tests.faults.services.redis import RedisServer
from tests.faults.services.sites import ROOT, Site, environment

assert Redis  # the package is needed, whether or not there is a server
VENDORS = ("sqlite", "postgresql")


class Ground:
    """What a run needs, made when it is needed first; leaving the block ends and deletes it."""

    def __enter__(self) -> "Ground":
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        self._numbers = itertools.count(1)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @staticmethod
    def has_postgresql() -> bool:
        return clusters.program("initdb") is not None

    @cached_property
    def cluster(self) -> Cluster:
        # Not in a folder that is closed to the user whom PostgreSQL runs as.
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-"))
        return self._stack.enter_context(clusters.cluster(Path(folder)))

    @cached_property
    def redis(self) -> RedisServer:
        server = RedisServer(self.folder)
        self._stack.callback(server.stop)
        return server

    def site(self, vendor: str, folder: Path | None = None, **changes: str) -> Site:
        """Return a site of its own, filled and not yet served; the run's end stops it."""
        name = f"site{next(self._numbers)}"
        target = folder or self.folder / name
        shutil.copytree(self._filled(vendor), target, dirs_exist_ok=True)
        url = ""
        if vendor == "postgresql":
            self._execute(f"CREATE DATABASE {name} TEMPLATE filled")
            url = self._url(name)
        site = Site(target, url, **changes)
        self._stack.callback(site.stop)
        return site

    def _filled(self, vendor: str) -> Path:
        folder = self.folder / f"filled-{vendor}"
        if not folder.exists():
            folder.mkdir(mode=0o700)
            url = self._url("filled") if vendor == "postgresql" else ""
            if url:
                self._execute("CREATE DATABASE filled")
            subprocess.run(
                [sys.executable, "-W", "ignore", "-m", "tests.faults.services.content"],
                cwd=ROOT,
                env=environment(folder, url) | {"PYTHONPATH": ":".join(_PATHS)},
                check=True,
            )
        return folder

    def _url(self, name: str) -> str:
        return f"{self.cluster.url.rpartition('/')[0]}/{name}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            connection.execute(statement)


_PATHS = [str(ROOT), str(ROOT / "site"), str(ROOT / "scripts")]
