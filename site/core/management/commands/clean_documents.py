"""`manage.py clean_documents`: clean the documents that were stored before there was cleaning."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.media.documents.existing import Outcome, clean_stored, uncleaned
from core.media.documents.messages import removed_text


class Command(BaseCommand):
    """Replaces each stored file with a clean one; what cannot be cleaned stays, and is listed.

    It may be stopped and run again at any time: what is clean is not read again.
    """

    help = "Clean stored documents of the names of their authors, and list those that cannot be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="only list what is to be cleaned")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = uncleaned()
        if options["list"]:
            self.stdout.write("\n".join(map(str, ids)) or "All documents are clean.")
            return
        refused = 0
        for outcome in clean_stored(ids):
            self.stdout.write(line_about(outcome))
            refused += bool(outcome.refused)
        self.stdout.write(f"{len(ids) - refused} cleaned, {refused} not.")
        if refused:
            raise CommandError(
                f"{refused} documents could not be cleaned and are as they were. Replace or "
                "delete each in the CMS."
            )


def line_about(outcome: Outcome) -> str:
    """Return a line on one document: its id, and what was removed or why it stays."""
    pk = outcome.document.pk
    if outcome.refused:
        return f"{pk} REFUSED /admin/documents/edit/{pk}/ {outcome.refused}"
    return f"{pk} cleaned. {removed_text(outcome.removed)}"
