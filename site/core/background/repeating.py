"""Work that the worker repeats, and when it is due; the worker's threads ask once a second."""

import time
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from core.models import PublishedItem


class Repeated:
    """Work that is done every `seconds`, and sooner when `is_due(last beginning)`."""

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        seconds: float,
        is_due: Callable[[datetime], bool] = lambda _began_at: False,
    ) -> None:
        self.name = name
        self.busy_since: float | None = None  # on the monotonic clock, while it is being done
        self._work = work
        self._seconds = seconds
        self._is_due = is_due
        self._began_at = timezone.now()
        self._next = 0.0

    def look(self) -> None:
        """Do the work if it is time."""
        if time.monotonic() < self._next and not self._is_due(self._began_at):
            return
        self.busy_since, self._began_at = time.monotonic(), timezone.now()
        try:
            self._work()
        finally:
            self.busy_since = None
            self._next = time.monotonic() + self._seconds


def has_ended_since(moment: datetime) -> bool:
    """Whether a public page has expired since then.

    Other pages name it until the schedule takes it down, so that cannot wait for the next round.
    """
    ended = PublishedItem.objects.filter(expires_at__gt=moment, expires_at__lte=timezone.now())
    try:
        return ended.filter(is_public=True).exists()
    except DatabaseError:  # the next look asks again
        return False
