"""Puts back what migrations have left, as Django's tests ask for after real commits.

Django empties all tables and has every app fill them again, which takes seconds for each test, and
what migrations alone have made stays away.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from tests.database import initial


class Command(flush.Command):
    """Django's command, except where a test ends: tests alone leave the sequences as they are."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if options.get("reset_sequences", True) or not initial.is_saved(connection):
            super().handle(**options)
        else:
            initial.put_back(connection)
