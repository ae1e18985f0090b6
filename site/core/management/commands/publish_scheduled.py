"""Wagtail's `publish_scheduled`, in which one failing page does not stop the others.

It ends by repairing the published items: bulk updates and restored backups send no signal.
"""

from typing import Any

from wagtail.management.commands import publish_scheduled

from core.background.schedules import repair, run_schedules


class Command(publish_scheduled.Command):
    """Unpublishes what has expired, publishes what is due, repairs; a dry run is Wagtail's own."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        run_schedules()
        repair()
