"""`manage.py code`: the code of the moment of a demonstration user, instead of an app."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from home.seeding.files import read_users, users_file
from home.seeding.users import has_app


class Command(BaseCommand):
    """Only for demonstration users, whose secrets are in the file beside their passwords."""

    help = "Print the code that the app of a demonstration user would show now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address of a demonstration user")

    def handle(self, *_args: Any, **options: Any) -> None:
        file = users_file(Path(settings.VAR), connection.settings_dict)
        user = read_users(file).get(options["email"].lower())
        if user is None or not has_app(user):
            raise CommandError("Only users of the demonstration have their codes printed.")
        self.stdout.write(user.code(int(time.time()) // 30))
