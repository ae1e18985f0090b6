"""`manage.py seed_glossary`: bring back what the names glossary began with."""

from typing import Any

from django.core.management.base import BaseCommand

from translation.glossary.seed import plant_names


class Command(BaseCommand):
    help = "Adds the names that the glossary began with and lacks now; changes none."

    def handle(self, *args: Any, **options: Any) -> None:
        count = plant_names()
        self.stdout.write(f"{count} name{'' if count == 1 else 's'} added to the glossary.")
