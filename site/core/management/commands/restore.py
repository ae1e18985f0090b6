"""`manage.py restore`: a backup onto an empty database, without what was withdrawn since."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import security_log
from core.backup import manifest, media
from core.backup.errors import BackupError
from core.backup.restoring import Report, restore
from core.public import closed


class Command(BaseCommand):
    """Restores a backup; or opens the site again after an administrator has looked at it."""

    help = (
        "Put a backup into an empty database, and withdraw again what the ledger lists. If that is "
        "not certain, the site stays closed until: manage.py restore --confirm"
    )
    requires_system_checks: list[str] = []  # the tables that some ask for may not be there
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", help="the folder of the backup")
        parser.add_argument("--ledger", help="the copy of the withdrawals that was made last")
        parser.add_argument(
            "--replace", action="store_true", help="delete what the database and the uploads hold"
        )
        parser.add_argument(
            "--files",
            action="store_true",
            help="only bring back uploads that are lost; the database stays as it is",
        )
        parser.add_argument("--confirm", action="store_true", help="open a site that is closed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["confirm"]:
            self._open()
            return
        if not options["folder"]:
            raise CommandError("Name the folder of the backup.")
        if options["files"]:
            self._bring_back_files(Path(options["folder"]))
            return
        try:
            report = restore(
                Path(options["folder"]),
                copied=Path(options["ledger"]) if options["ledger"] else None,
                is_replaced=options["replace"],
                say=self.stdout.write,
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self._print(report)

    def _bring_back_files(self, folder: Path) -> None:
        try:
            copied, lacking = media.put_back_missing(folder, manifest.read(folder))
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{copied} uploads brought back.")
        for name in lacking:
            self.stderr.write(f"Not in this backup: {name}")
        call_command("make_renditions", stdout=self.stdout, stderr=self.stderr)

    def _open(self) -> None:
        if not closed.is_closed():
            self.stdout.write("The site is open.")
            return
        closed.reopen()
        security_log.record("reopened", way="command")
        self.stdout.write("The site is open again.")

    def _print(self, report: Report) -> None:
        lists = report.withdrawals
        for name in lists.again:
            self.stdout.write(f"Withdrawn again: {name}")
        self.stdout.write(
            f"Restored as of {report.made_at}: {report.rows} rows of {report.tables} tables and "
            f"{report.files} files, all as they were backed up.\n"
            f"{len(lists.again)} withdrawn again, {len(lists.elsewhere)} were not public.\n"
            f"{report.sessions} sessions ended, {report.emails} e-mails dropped; the publication "
            f"number is {report.number}.\n"
            f"Published items: {report.repair.withdrawn} withdrawn, {report.repair.written} "
            "written.\n"
            "Next: manage.py make_renditions, then start the web server and the worker."
        )
        if report.doubts:
            raise CommandError(
                "The site is closed, and answers 503. "
                + " ".join(report.doubts)
                + " Look at it in the CMS, then open it: manage.py restore --confirm"
            )
