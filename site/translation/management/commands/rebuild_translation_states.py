"""`manage.py rebuild_translation_states`: for restored backups and changes in the database."""

from typing import Any

from django.core.management.base import BaseCommand

from translation.status.rebuild import rebuild


class Command(BaseCommand):
    """Derives the status of every translation again."""

    help = "Derive again which translations are complete, outdated or not fully translated."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild(lambda _done, _total: None)
        self.stdout.write(f"{count} translations looked at")
