"""`manage.py reconcile_publication`: compare the published items with the pages, and repair."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm
from wagtail.models import Page

from core.publication.repair import Repair, reconcile


class Command(BaseCommand):
    """Repairs visibility, addresses and titles after changes without a signal: bulk updates, SQL.

    `rebuild_publication` also finds texts that were changed without Wagtail.
    """

    help = "Compare the published items with the pages and repair what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        total = Page.objects.filter(depth__gt=1).count()
        with tqdm(total=total, unit=" pages", disable=None) as bar:
            repair = reconcile(progress=bar.update)
        self.stdout.write(
            f"{repair.withdrawn} withdrawn, {repair.written} written, "
            f"{repair.rendered} stale ones rendered."
        )
        complain(repair)


def complain(repair: Repair) -> None:
    """Exit with an error if pages could not be brought up to date; all others were."""
    if repair.failed:
        ids = ", ".join(map(str, sorted(repair.failed)))
        raise CommandError(
            f"{len(repair.failed)} could not be brought up to date: pages {ids}. The reason is "
            "logged, and whoever may edit them sees it in the CMS."
        )
