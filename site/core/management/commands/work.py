"""`manage.py work`: the background worker."""

import logging
import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.background.memory import held
from core.background.worker import BackgroundWorker
from core.checks import MACHINES

logger = logging.getLogger(__name__)

_STOPPING = (signal.SIGINT, signal.SIGTERM)
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
        for signum in _STOPPING:
            signal.signal(signum, lambda *_: setattr(worker, "is_stopped", True))
        # Held back while an earlier run of this process started this one, as below.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
        worker.run()
        # A signal that comes from here on is one for the next run, which must not miss it.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        if not worker.is_stopped:
            logger.info("The worker starts anew: it holds %d MB", held() // 1_000_000)
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - as it was started
