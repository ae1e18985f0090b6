"""`manage.py seed_demo`: the demonstration content and one user for each role."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.refusals import RefusedError
from home.seeding.demo import is_empty, seed
from home.seeding.files import COMMON, users_file
from news.importing.quiet import without_page_logs


class Command(BaseCommand):
    help = (
        "Fill the site with the demonstration content and one user for each role, whose "
        f"passwords are written to {COMMON} in the data folder, or to a file beside it that bears "
        "the name of another database. Run again, it restores what is missing and leaves alone "
        "what is there, however it was edited."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if there is any story or user"
        )

    def handle(self, *, if_empty: bool, **_options: Any) -> None:
        if if_empty and not is_empty():
            return
        folder = Path(settings.VAR)
        try:
            with without_page_logs():
                seed(folder)
        except RefusedError as error:
            raise CommandError(f"Nothing was changed: {error}") from error
        file = users_file(folder, connection.settings_dict)
        where = "are in" if file.exists() else "were there before: their passwords are not in"
        self.stdout.write(f"The demonstration is ready; its users {where} {file}.")
