"""`manage.py report_faults`: e-mail to administrators about what has stopped."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.health.notifying import report_faults


class Command(BaseCommand):
    """What the worker does too; from a timer, because a worker that has stopped sends nothing."""

    help = (
        "Notify administrators by e-mail of what has stopped: the worker, backups, the "
        "certificate, room on the disk. At most once a day for each fault, and once when it is "
        "over."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        for code in sorted(report_faults()):
            self.stdout.write(code)
