"""Databases and uploads that can be restored within some hundredths of a second."""

import shutil
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import connections
from psycopg import sql


class Snapshot(Protocol):
    """A copy of something, from which it can be restored."""

    def restore(self) -> None:
        """Restore the content. No connection of this process may be open."""

    def remove(self) -> None:
        """Delete the copy."""


class FileSnapshot:
    """An SQLite file, and a copy of it."""

    def __init__(self, path: Path) -> None:
        self.path, self.copy = path, path.with_suffix(".snapshot")
        shutil.copyfile(self.path, self.copy)

    def restore(self) -> None:
        # A journal left by the killed process belongs to the file that is thrown away.
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        shutil.copyfile(self.copy, self.path)

    def remove(self) -> None:
        self.copy.unlink()


class FolderSnapshot:
    """A folder of files that are made and deleted, but never changed; and a copy of it."""

    def __init__(self, path: Path) -> None:
        self.path, self.copy = path, path.with_suffix(".snapshot")
        shutil.copytree(self.path, self.copy)

    def restore(self) -> None:
        shutil.copytree(self.copy, self.path, dirs_exist_ok=True)

    def remove(self) -> None:
        shutil.rmtree(self.copy)


class DatabaseSnapshot:
    """A PostgreSQL database, and another one that is its template."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.parameters = parameters
        self.name = sql.Identifier(parameters["dbname"])
        self.template = sql.Identifier(f"{parameters['dbname']}_snapshot")
        self._run(
            "DROP DATABASE IF EXISTS {template}", "ALTER DATABASE {name} RENAME TO {template}"
        )
        self.restore()

    def _run(self, *statements: str) -> None:
        with psycopg.connect(**self.parameters | {"dbname": "postgres"}, autocommit=True) as server:
            for statement in statements:
                query = sql.SQL(statement)  # type: ignore[arg-type]
                server.execute(query.format(name=self.name, template=self.template))

    def restore(self) -> None:
        # By force: the server may not have noticed yet that its client was killed.
        self._run(
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            "CREATE DATABASE {name} TEMPLATE {template}",
        )

    def remove(self) -> None:
        self._run(
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)", "DROP DATABASE IF EXISTS {template}"
        )


def take_snapshots(connection: Any, uploads: Path) -> list[Snapshot]:
    """Copy what the default database and the folder of uploads hold now."""
    connections.close_all()
    folder = FolderSnapshot(uploads)
    if connection.vendor == "sqlite":
        return [folder, FileSnapshot(Path(connection.settings_dict["NAME"]))]
    parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    return [
        folder,
        DatabaseSnapshot({name: parameters[name] for name in names if parameters.get(name)}),
    ]
