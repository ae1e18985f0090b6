"""`manage.py reader_rights ROLE`: SQL that gives a role of PostgreSQL what readers need."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from core.databases.postgresql.rights import statements


class Command(BaseCommand):
    """Prints the SQL and changes nothing, for `psql`."""

    help = (
        "Print the SQL that lets a role of PostgreSQL read what is public, and nothing else: for "
        "machines with ROLE=public. Give it to psql as the owner of the tables, after each migrate."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="an existing role, such as icssi_reader")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("DATABASE_URL names no PostgreSQL: SQLite knows no roles.")
        for statement in statements(role, str(connection.settings_dict["NAME"])):
            self.stdout.write(f"{statement.as_string()};")
