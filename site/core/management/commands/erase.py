"""`manage.py erase`: remove a name or a phrase for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import security_log
from core.erasing.erase import erase, places
from core.erasing.phrases import MARK, Phrases
from core.refusals import RefusedError


class Command(BaseCommand):
    """Lists where the phrases are, asks, and puts a mark in their place."""

    help = (
        "Remove a name or a phrase from everything that is stored: pages, history, translations, "
        "exports, logs, indexes. It is found in all spellings, as whole words."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phrases", nargs="+", help="what to remove, in each language")
        parser.add_argument("--mark", default=MARK, help="what is put in its place")
        parser.add_argument("--list", action="store_true", help="show where it is; change nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        phrases = Phrases(options["phrases"])
        try:
            phrases.check(options["mark"])
            found = list(places(phrases))
            for place in found:
                self.stdout.write(str(place))
            self.stdout.write(f"{len(found)} places.")
            if options["list"] or not found or not (options["yes"] or self._is_confirmed()):
                return
            count = erase(phrases, options["mark"])
            security_log.record("erased", places=count, way="command")
            self.stdout.write(f"Removed from {count} places.")
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _is_confirmed(self) -> bool:
        return input("It cannot be undone. Type “erase” to remove it: ").strip() == "erase"
