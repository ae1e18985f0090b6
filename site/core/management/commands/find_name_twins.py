"""`manage.py find_name_twins`: list names that are there twice, in two spellings."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.setup.names import find_twins


class Command(BaseCommand):
    """Ends with an error if there are any, so that a script notices."""

    help = "List topics, organisations, people and governorates that are there twice."

    def handle(self, *args: Any, **options: Any) -> None:
        twins = list(find_twins())
        for each in twins:
            self.stdout.write(str(each))
        if twins:
            raise CommandError(
                f"{len(twins)} names are there twice. In the CMS, move what uses one of them to "
                "the other and delete it; then run this command again."
            )
        self.stdout.write("No name is there twice.")
