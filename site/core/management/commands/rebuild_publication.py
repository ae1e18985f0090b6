"""`manage.py rebuild_publication`: render all published items again."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm
from wagtail.models import Page

from core.management.commands.reconcile_publication import complain
from core.models import PublishedItem
from core.publication.repair import reconcile


class Command(BaseCommand):
    """Renders every public item again; the version of an unchanged one stays the same."""

    help = "Render every public item afresh. Readers are served from the old form meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(
            total=Page.objects.filter(depth__gt=1).count(), unit=" pages", disable=None
        ) as bar:
            repair = reconcile(deep=True, progress=bar.update)
        public = PublishedItem.objects.public().count()
        self.stdout.write(f"{public} items are public; {repair.written} came out differently.")
        complain(repair)
