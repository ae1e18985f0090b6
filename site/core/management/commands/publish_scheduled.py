"""Wagtail's `publish_scheduled`, which one page that fails must not keep from the others.

It ends by repairing the shelf: bulk updates and restored backups come without a signal.
"""

from typing import Any

from wagtail.management.commands import publish_scheduled

from core.background.schedules import repair, run_schedules


class Command(publish_scheduled.Command):
    """Unpublishes what is over, publishes what is due, repairs; a dry run is Wagtail's own."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        run_schedules()
        repair()
