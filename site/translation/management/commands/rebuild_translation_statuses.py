"""`manage.py rebuild_translation_statuses`: for restored backups and changes behind our back."""

from typing import Any

from django.core.management.base import BaseCommand

from translation.status.rebuild import rebuild


class Command(BaseCommand):
    """Works out the state of every translation anew."""

    help = "Work out anew which translations are complete, outdated or not fully translated."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild(lambda _done, _total: None)
        self.stdout.write(f"{count} translations looked at")
