"""A backup onto an empty database: checked, complete, and revealing nothing that was withdrawn.

The site is closed first, and opened only when all that was withdrawn is known to be withdrawn
again. Whoever ends it in the middle starts it again with `--replace`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from core import security_log
from core.backup import databases, manifest, media
from core.backup.again import Withdrawals, withdraw_again
from core.backup.errors import BackupError, reason_of
from core.backup.manifest import Manifest
from core.encryption import fingerprint
from core.models import PublicationCounter, QueuedEmail, UserSession, WorkerPulse
from core.public import closed
from core.publication import ledger
from core.publication.counter import lock_publication, next_seqs
from core.publication.ledger import Ledger
from core.publication.repair import Repair, reconcile

# By how much the publication number is moved beyond the last that is known. Between two copies of
# the ledger an import may change thousands of items, and no number may mean two things.
MARGIN = 1_000_000
# A ledger that ends longer ago than this may lack what was withdrawn since.
_FRESH = timedelta(minutes=15)


@dataclass
class Report:
    """What was restored; `doubts` are the reasons for which the site stays closed."""

    made_at: str
    rows: int
    tables: int
    files: int
    withdrawals: Withdrawals
    number: int
    sessions: int
    emails: int
    repair: Repair
    doubts: list[str] = field(default_factory=list)


def restore(
    folder: Path, *, copied: Path | None, is_replaced: bool, say: Callable[[str], object]
) -> Report:
    """Restore the backup in `folder`, with the copy of the ledger; `say` gets a line for each step.

    Raises BackupError. Until the checks are done nothing has changed.
    """
    backup = manifest.read(folder)
    say("Comparing every file with its digest.")
    _check(folder, backup, is_replaced=is_replaced)
    taken = _ledger(copied, backup)
    try:
        closed.close()
        say("Restoring the uploads.")
        media.put_back(folder, backup)
        say("Restoring the database.")
        databases.load(folder, is_replaced=is_replaced)
        _compare_counts(backup)
        call_command("migrate", interactive=False, verbosity=0)
        say("Withdrawing again what was withdrawn since.")
        report = _finish(backup, taken)
        if not report.doubts:
            closed.reopen()
    except (OSError, DatabaseError, BackupError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error).strip()
        raise BackupError(
            f"It cannot be restored: {reason.removesuffix('.')}. The site stays closed; run the "
            "command again with --replace."
        ) from error
    return report


def _check(folder: Path, backup: Manifest, *, is_replaced: bool) -> None:
    """Raise BackupError unless the backup is whole and fits what it is to be restored to."""
    if damaged := list(manifest.damaged_files(folder, backup)):
        raise BackupError(f"The backup is damaged; nothing was changed: {', '.join(damaged)}")
    if backup.database != connection.vendor:
        raise BackupError(
            f"The backup is of {backup.database}, and DATABASE_URL names {connection.vendor}. "
            "Restore it there, then move it with manage.py move_database."
        )
    known = _known_migrations()
    if unknown := [name for name in backup.migrations if name not in known]:
        raise BackupError(
            f"The backup was made by a newer version ({backup.version}), which has "
            f"{', '.join(unknown)}. Install that version first."
        )
    _check_keys(backup)
    if not is_replaced and not (databases.is_empty() and media.is_empty()):
        raise BackupError(
            "There is content already. To delete it, and put the backup in its place: --replace"
        )


def _known_migrations() -> set[str]:
    """Return the migrations of this version, with those that they have replaced."""
    found = MigrationLoader(None).disk_migrations
    replaced = {key for migration in found.values() for key in migration.replaces}
    return {f"{app}.{name}" for app, name in {*found, *replaced}}


def _check_keys(backup: Manifest) -> None:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if {fingerprint(each) for each in secrets} & set(backup.secret_keys):
        raise BackupError(
            "SECRET_KEY, or one of SECRET_KEY_FALLBACKS, is the one of the backup: sessions and "
            "cursors of partners would go on. Renew it, without a fallback: "
            "python3 scripts/setup_env.py --renew"
        )
    if fingerprint(settings.DATA_KEY or settings.SECRET_KEY) != backup.data_key:
        raise BackupError(
            "DATA_KEY is not the one of the backup: nobody could use their second factor, and "
            "webhooks could not be signed. Set it to the one of before; if there was none, to the "
            "SECRET_KEY of before."
        )


def _ledger(copied: Path | None, backup: Manifest) -> Ledger:
    """Return the ledger: the copy, and what this machine itself has recorded.

    Numbers never fall: a copy that is later than the backup and has a lower one is of another site,
    such as the new one on this machine, and lacks all that was withdrawn.
    """
    try:
        if copied is not None and not copied.is_file():
            raise BackupError(f"There is no ledger at {copied}.")
        taken = ledger.read(copied) if copied else Ledger()
        if taken.until and taken.until > backup.made_at and taken.number < backup.publication:
            raise BackupError(
                f"{copied} is of another site than the backup: its publication number is "
                f"{taken.number}, and that of the backup {backup.publication}. Take the ledger "
                "that the server before has left."
            )
        own = ledger.read(ledger.file())
        missing = [entry for entry in taken.entries if entry not in set(own.entries)]
        ledger.append(ledger.file(), missing)
    except OSError as error:
        raise BackupError(f"The ledger cannot be read: {reason_of(error)}.") from error
    return Ledger((*own.entries, *missing), taken.until, max(taken.number, own.number))


def _compare_counts(backup: Manifest) -> None:
    found = databases.counts(set(backup.tables))
    wrong = [name for name, count in backup.tables.items() if found[name] != count]
    if wrong:
        raise BackupError(f"these tables have not all their rows: {', '.join(wrong)}")


def _finish(backup: Manifest, taken: Ledger) -> Report:
    """Do what follows the rows: withdraw, end sessions, raise the number, repair."""
    number = _raise_number(taken.number)
    withdrawals = withdraw_again(taken.since(backup.publication, backup.made_at))
    with transaction.atomic():
        sessions, _by_model = UserSession.objects.all().delete()
        emails, _by_model = QueuedEmail.objects.all().delete()  # they were sent long ago
        WorkerPulse.objects.all().delete()
        security_log.record("restored", way="command", number=len(withdrawals.again))
    repair = reconcile()
    cache.clear()
    return Report(
        made_at=backup.made_at.isoformat(timespec="seconds"),
        rows=sum(backup.tables.values()),
        tables=len(backup.tables),
        files=len(backup.files),
        withdrawals=withdrawals,
        number=number,
        sessions=sessions,
        emails=emails,
        repair=repair,
        doubts=list(_doubts(backup, taken, withdrawals, repair)),
    )


def _raise_number(known: int) -> int:
    """Move the publication number past every one that was ever sent; return it."""
    with transaction.atomic():
        lock_publication()
        present = PublicationCounter.objects.get(pk=1).value
        target = max(present, known) + MARGIN
        next_seqs(target - present)
    return target


def _doubts(backup: Manifest, taken: Ledger, withdrawals: Withdrawals, repair: Repair) -> list[str]:
    doubts = []
    if taken.until is None:
        doubts.append("There is no whole ledger: what was withdrawn since the backup is not known.")
    elif taken.until < max(backup.made_at, timezone.now() - _FRESH):
        doubts.append(
            f"The ledger ends at {taken.until.isoformat(timespec='seconds')}: what was withdrawn "
            "later, if the site still ran, is not known."
        )
    if withdrawals.failed:
        doubts.append(f"These could not be withdrawn: {', '.join(withdrawals.failed)}.")
    if withdrawals.erasures:
        doubts.append(
            f"Names were erased {withdrawals.erasures} times since the backup, which has them "
            "again: run manage.py erase for each."
        )
    if repair.failed:
        doubts.append(f"{len(repair.failed)} pages could not be rendered.")
    return doubts
