"""When the work of a round is due; threads of the worker ask once a second."""

import time
from collections.abc import Callable

from django.db import DatabaseError
from django.utils import timezone

from core.models import ShelfItem


class Repeated:
    """Work that is done every so many seconds, and sooner when `is_due()`."""

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        seconds: float,
        is_due: Callable[[], bool] = lambda: False,
    ) -> None:
        self.name = name
        self.busy_since: float | None = None  # on the monotonic clock, while it is being done
        self._work = work
        self._seconds = seconds
        self._is_due = is_due
        self._next = 0.0

    def look(self) -> None:
        """Do the work if it is time."""
        if not self._is_due() and time.monotonic() < self._next:
            return
        self.busy_since = time.monotonic()
        try:
            self._work()
        finally:
            self.busy_since = None
            self._next = time.monotonic() + self._seconds


class Endings:
    """Whether the time of a public page has come to its end.

    Other pages name it until the schedule takes it down, so that cannot wait for its turn.
    """

    def __init__(self) -> None:
        self._looked_at = timezone.now()

    def have_come(self) -> bool:
        """Whether one has since the last look."""
        now = timezone.now()
        ended = ShelfItem.objects.filter(
            is_public=True, expires_at__gt=self._looked_at, expires_at__lte=now
        )
        try:
            have_come = ended.exists()
        except DatabaseError:  # the next look asks for this time too
            return False
        self._looked_at = now
        return have_come
