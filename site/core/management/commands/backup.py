"""`manage.py backup`: the database and the uploads into a folder, at one consistent point."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.errors import BackupError
from core.backup.making import copy_ledger, make_backup
from core.backup.manifest import read


class Command(BaseCommand):
    """Makes a backup, or with `--ledger` copies only what was withdrawn."""

    help = (
        "Copy the database and the uploads into a new folder, while the site runs. With --ledger, "
        "only copy what was withdrawn: each minute, so that a restored backup reveals none of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", help="where; instead of BACKUP_DIR")
        parser.add_argument("--keep", type=int, metavar="N", help="delete all but the N newest")
        parser.add_argument("--ledger", action="store_true", help="copy only the withdrawals")

    def handle(self, *args: Any, **options: Any) -> None:
        place = Path(options["folder"]) if options["folder"] else settings.BACKUP_DIR
        if place is None:
            raise CommandError("Name a folder, or set BACKUP_DIR.")
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep must be at least 1.")
        try:
            if options["ledger"]:
                copy_ledger(place)
                return
            folder = make_backup(place, most=options["keep"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self._report(folder)

    def _report(self, folder: Path) -> None:
        made = read(folder)
        size = sum(each.bytes for each in made.files.values()) / 1_000_000
        rows = sum(made.tables.values())
        self.stdout.write(
            f"{folder}: {rows} rows of {len(made.tables)} tables, {len(made.files)} files, "
            f"{size:.1f} MB."
        )
        for name in made.missing:
            self.stderr.write(f"The database names {name}, which is lost.")
