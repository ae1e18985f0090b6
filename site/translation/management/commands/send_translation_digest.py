"""`manage.py send_translation_digest`: the daily email about translations."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from translation.notifications.digest import emails, send_digests


class Command(BaseCommand):
    """Writes to everybody who has news or something due; a second run on a day sends nothing."""

    help = "Send each person the unread notices about translations, at most once a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="send nothing, list what would be sent"
        )

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        if dry_run:
            for email in emails():
                self.stdout.write(
                    f"{email.user.email} ({email.lang}): {len(email.notices)} notices, "
                    f"{len(email.due)} due"
                )
            return
        try:
            result = send_digests()
        except OSError as error:
            raise CommandError(f"The email server cannot be reached: {error}") from error
        self.stdout.write(f"{result.sent} sent, {len(result.failed)} failed")
