"""`manage.py work`: the background worker."""

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.background.worker import BackgroundWorker
from core.checks import MACHINES

_ROLES = {"worker", "all"}


class Command(BaseCommand):
    """Runs queued tasks, e-mail, scheduled publication and repairs until it is stopped."""

    # The others load 30 MB of forms and templates; `manage.py check` and the doctor look at them.
    requires_system_checks = [MACHINES]
    help = "Run background work: queued tasks, e-mail, scheduled publication, repairs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what is due now and exit, as a cron job would"
        )

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        if settings.ROLE not in _ROLES:
            raise CommandError(
                f"ROLE is {settings.ROLE!r}: the worker runs where it is 'worker' or 'all'."
            )
        worker = BackgroundWorker()
        if once:
            worker.run_once()
            return
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: setattr(worker, "is_stopped", True))
        worker.run()
