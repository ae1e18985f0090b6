"""`manage.py move_database`: everything from SQLite to an empty PostgreSQL."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.databases.digests import table_digests
from core.databases.transfer import Compared, TransferError, transfer


class Command(BaseCommand):
    """Copies every table and compares it; SQLite stays as it is."""

    help = (
        "Copy everything from SQLite to an empty PostgreSQL, and compare each table. Stop the web "
        "server and the worker before; set DATABASE_URL afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", metavar="URL", help="postgres://user:password@host:5432/name")
        parser.add_argument(
            "--digests", action="store_true", help="only print what is in this database, as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["digests"]:
            found = {name: asdict(each) for name, each in table_digests()}
            self.stdout.write(json.dumps(found))
            return
        if not options["to"]:
            raise CommandError("Name the new database: --to postgres://…")
        try:
            compared = transfer(options["to"], self.stdout.write)
        except TransferError as error:
            raise CommandError(str(error)) from error
        self._print(compared)

    def _print(self, compared: list[Compared]) -> None:
        width = max(len(each.table) for each in compared)
        for each in compared:
            sign = "same" if each.is_same else "DIFFERENT"
            rows = f"{each.before.rows:>9} {each.after.rows:>9}"
            self.stdout.write(f"{each.table:<{width}} {rows}  {each.before.digest[:12]}  {sign}")
        if wrong := [each.table for each in compared if not each.is_same]:
            raise CommandError(f"These differ: {', '.join(wrong)}. Go on with SQLite.")
        self.stdout.write(
            f"{len(compared)} tables are the same. Set DATABASE_URL to the new database, and start "
            "the web server and the worker."
        )
