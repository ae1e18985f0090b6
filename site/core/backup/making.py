"""A backup, from its first file to its final name; and copies of the ledger.

Until it is whole its folder has a name that begins with a dot, and nothing is half a backup.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from core.backup import databases, manifest, media, offsite, outcomes
from core.backup.errors import BackupError, reason_of
from core.backup.folders import (
    digest_of,
    make_private,
    remove,
    sync_file,
    sync_folders,
)
from core.backup.manifest import Manifest, StoredFile
from core.encryption import fingerprint
from core.publication import ledger

PREFIX = "icssi-"
_PART = ".part"
# How often the ledger is given to restic though nothing was withdrawn: each time is a snapshot.
_LEDGER_EVERY = timedelta(minutes=15)


def finished(place: Path) -> list[Path]:
    """Return the backups in a folder, the oldest first."""
    return sorted(path for path in place.glob(f"{PREFIX}*") if (path / manifest.NAME).is_file())


def make_backup(place: Path, *, most: int | None = None) -> Path:
    """Make a backup in the folder `place` and return its own; then leave the `most` newest.

    Raises BackupError, and leaves nothing then. The outcome is recorded either way.
    """
    try:
        folder = _made(place)
        if offsite.is_configured():
            offsite.send(folder, offsite.BACKUP)
        outcomes.record_success(folder, _size(folder))
        for old in finished(place)[:-most] if most else []:
            remove(old)
    except (OSError, DatabaseError, BackupError) as error:
        problem = _problem(error)
        try:
            outcomes.record_failure(problem)
        except OSError as fault:
            problem += f" That could not be recorded either: {reason_of(fault)}."
        raise BackupError(problem) from error
    return folder


def _problem(error: Exception) -> str:
    if isinstance(error, BackupError):
        return str(error)
    if isinstance(error, OSError):
        return f"The backup cannot be written: {reason_of(error)}. Nothing is left of it."
    return f"The database cannot be read: {str(error).strip()}"


def _made(place: Path) -> Path:
    make_private(place)
    with _alone(place):
        for left in place.glob(f".{PREFIX}*{_PART}"):  # of one that was killed
            remove(left)
        name = _new_name(place)
        part = place / f".{name}{_PART}"
        try:
            part.mkdir(mode=0o700)
            _fill(part, next(reversed(finished(place)), None))
            sync_folders(part)
            part.rename(place / name)
        except BaseException:
            remove(part)
            raise
        sync_file(place)
    return place / name


def _new_name(place: Path) -> str:
    name = first = f"{PREFIX}{timezone.now():%Y%m%dT%H%M%SZ}"
    number = 1
    while (place / name).exists():
        number += 1
        name = f"{first}-{number}"
    return name


def _fill(part: Path, previous: Path | None) -> None:
    """Write everything into the folder.

    Uploads come before the database and after it: one that the database names was there then,
    whether it was deleted or made while the other files were copied.
    """
    stored: dict[str, StoredFile] = {}
    media.copy_new(part, previous, stored)
    facts = databases.dump(part)
    named = media.named_files()
    media.copy_new(part, previous, stored)
    dumped = part / databases.FILES[connection.vendor]
    sync_file(dumped)
    stored[dumped.name] = StoredFile(dumped.stat().st_size, digest_of(dumped))
    manifest.write(part, _described(facts, stored, missing=named - stored.keys()))


def _described(
    facts: databases.Facts, stored: dict[str, StoredFile], missing: set[str]
) -> Manifest:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return Manifest(
        made_at=facts.made_at,
        database=connection.vendor,
        publication=facts.publication,
        tables=facts.tables,
        migrations=facts.migrations,
        secret_keys=[fingerprint(each) for each in secrets],
        data_key=fingerprint(settings.DATA_KEY or settings.SECRET_KEY),
        files=stored,
        missing=sorted(missing),
        version=manifest.program_version(),
    )


def _size(folder: Path) -> int:
    return sum(each.bytes for each in manifest.read(folder).files.values())


def copy_ledger(place: Path) -> ledger.Ledger:
    """Copy the ledger into the folder `place`, and off this machine; return what it holds.

    One that another server left there is never overwritten: what it lists would be public again in
    a restored backup. Restic gets it when something was withdrawn, and every quarter of an hour.
    Raises BackupError.
    """
    try:
        make_private(place)
        target = place / ledger.NAME
        with _alone(place, f".{ledger.NAME}.lock"):
            if not ledger.is_ours(target):
                raise BackupError(
                    f"{target} has withdrawals that this site does not know, such as those of the "
                    "server before it, and stays as it is. Restore the backup with it, or move it "
                    "elsewhere."
                )
            found = ledger.copy(target)
            is_sent = offsite.is_configured() and _is_due(len(found.entries))
            if is_sent:
                offsite.send(target, offsite.LEDGER)
            outcomes.record_ledger(sent=len(found.entries) if is_sent else None)
    except OSError as error:
        raise BackupError(f"The ledger cannot be copied: {reason_of(error)}.") from error
    return found


def _is_due(count: int) -> bool:
    known = outcomes.read()
    late = (timezone.now() - _LEDGER_EVERY).isoformat()
    return count != known.ledger_sent or known.ledger_sent_at < late


@contextmanager
def _alone(place: Path, name: str = ".lock") -> Iterator[None]:
    """Hold the folder's lock; raises BackupError if another backup is being made in it."""
    (place / name).touch(mode=0o600)
    with (place / name).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup is being made in {place}.") from error
        yield
