"""What a backup holds: the file `manifest.json` in its folder.

{"format": 1, "version": "0.1.0", "made_at": "2026-05-04T10:00:00+00:00",
 "database": "postgresql", "publication": 4711, "tables": {"core_user": 12},
 "migrations": ["core.0001_users"], "secret_keys": ["9f…"], "data_key": "3c…",
 "files": {"media/documents/a.pdf": {"bytes": 1200, "sha256": "e3…"}}, "missing": []}
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import Any

from core.backup.errors import BackupError, reason_of
from core.backup.folders import digest_of, write_file

NAME = "manifest.json"
FORMAT = 1


def program_version() -> str:
    try:
        return version("icssi-site")
    except PackageNotFoundError:  # it runs from its folder, without an installation
        return "unknown"


@dataclass(frozen=True)
class StoredFile:
    """A file of the backup: its length in bytes, and its SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    `publication` is the publication number, `tables` the number of rows of each table. Keys are
    named by their fingerprints; `missing` are uploads that the database names and that were lost.
    """

    made_at: datetime
    database: str
    publication: int
    tables: dict[str, int]
    migrations: list[str]
    secret_keys: list[str]
    data_key: str
    files: dict[str, StoredFile]
    missing: list[str] = field(default_factory=list)
    version: str = ""
    format: int = FORMAT


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into a backup's folder, synced; raises OSError."""
    content = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    write_file(folder / NAME, json.dumps(content, indent=1, sort_keys=True))


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup; raises BackupError."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return _parsed(content)
    except FileNotFoundError as error:
        raise BackupError(f"{folder} is no backup: there is no {NAME} in it.") from error
    except OSError as error:
        raise BackupError(f"{folder / NAME} cannot be read: {reason_of(error)}.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError(f"{folder / NAME} is damaged.") from error


def _parsed(content: dict[str, Any]) -> Manifest:
    if content["format"] != FORMAT:
        raise BackupError(
            f"This backup has the format {content['format']}, and this version reads {FORMAT}. "
            "Restore it with the version that made it."
        )
    files = {name: StoredFile(**each) for name, each in content["files"].items()}
    if any(_leads_out(name) for name in files):
        raise ValueError("a name leads out of the folder")
    moment = datetime.fromisoformat(content["made_at"])
    return Manifest(**content | {"files": files, "made_at": moment})


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def damaged_files(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield the names of files that are not what they were when the backup was made."""
    for name, stored in manifest.files.items():
        file = folder / name
        try:
            is_whole = file.stat().st_size == stored.bytes and digest_of(file) == stored.sha256
        except OSError:
            is_whole = False
        if not is_whole:
            yield name
