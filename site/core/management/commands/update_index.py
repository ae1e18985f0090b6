"""`manage.py update_index`: make the indexes of all searches anew."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from modelsearch.management.commands.rebuild_modelsearch_index import Command as StockCommand

from core.models import ItemText
from core.publication.counter import lock_publication
from core.publication.texts import BATCH, reindex


class Command(StockCommand):  # type: ignore[misc]
    """Stock's command for the CMS, then what the public finds, with its progress.

    It may be stopped and run again at any time. Nobody has to wait for it: searches find meanwhile
    what they found before.
    """

    help = "Make the indexes of all searches anew, while everybody works on."

    def handle(self, **options: Any) -> None:
        super().handle(**options)
        if not options["schema_only"]:
            self.write("Public items:".ljust(35), ending="")
            for _some in self.print_iter_progress(_reindexed()):
                pass
            self.print_newline()

    def print_iter_progress(self, iterable: Iterable[Any]) -> Iterator[Any]:
        done = 0
        for some in iterable:
            yield some
            done += len(some)
            self.write(f" {done:,}", ending="")
            self.stdout.flush()


def _reindexed() -> Iterator[list[int]]:
    """Yield the ids of some public items after the other, when they have been analysed."""
    last = 0
    rows = ItemText.objects.order_by("pk").values_list("pk", flat=True)
    while ids := list(rows.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic():
            lock_publication()  # an item that is withdrawn now must not be indexed afterwards
            reindex(ids)
        last = ids[-1]
        yield ids
