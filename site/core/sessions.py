"""Sessions that end by themselves: 30 minutes after their user was last seen, and after 12 hours.

The times are columns of the session's row, and whatever the cookie claims, a row past its time is
no session. `SESSION_ENGINE` names this module.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import OperationalError
from django.utils import timezone

from core.models import User, UserSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# How often the time at which somebody was seen is written, at most.
SEEN_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the times of whoever is signed in."""

    signed_in_at: datetime | None = None
    seen_at: datetime | None = None
    browser = system = ""

    @classmethod
    def get_model_class(cls) -> type[UserSession]:
        return UserSession

    def load(self) -> dict[str, Any]:
        row = UserSession.objects.live().filter(pk=self.session_key).first()
        is_over = row and row.user_id and _ends_at(row.signed_in_at, row.seen_at) <= timezone.now()
        if row is None or is_over:
            self._session_key = None
            return {}
        self.signed_in_at, self.seen_at = row.signed_in_at, row.seen_at
        self.browser, self.system = row.browser, row.system
        return dict(self.decode(row.session_data))

    def begin(self, browser: str, system: str) -> None:
        """Note that somebody has just signed in, with a browser of this kind and system."""
        self.signed_in_at = self.seen_at = timezone.now()
        self.browser, self.system = browser, system
        self.modified = True

    def touch(self) -> None:
        """Note that the user is here. Writes at most once a minute, and nothing but the time.

        A database that is busy is no reason to fail: the next request comes here too.
        """
        now = timezone.now()
        if not self.get(SESSION_KEY) or self.seen_at is None or now - self.seen_at < SEEN_EVERY:
            return
        self.seen_at = now
        times = {"seen_at": now, "expire_date": _ends_at(self.signed_in_at, now)}
        with suppress(OperationalError):
            UserSession.objects.filter(pk=self.session_key).update(**times)

    def create_model_instance(self, data: Any) -> Any:
        row: Any = super().create_model_instance(data)
        if SESSION_KEY not in data:
            self.signed_in_at = self.seen_at = None
            return row
        now = timezone.now()
        self.signed_in_at, self.seen_at = self.signed_in_at or now, self.seen_at or now
        row.user_id = int(data[SESSION_KEY])
        row.signed_in_at, row.seen_at = self.signed_in_at, self.seen_at
        row.browser, row.system = self.browser, self.system
        row.expire_date = _ends_at(self.signed_in_at, self.seen_at)
        return row


def _ends_at(signed_in_at: datetime | None, seen_at: datetime | None) -> datetime:
    """Return when a session of somebody ends; one without times has ended."""
    if signed_in_at is None or seen_at is None:
        return datetime.min.replace(tzinfo=timezone.get_default_timezone())
    return min(signed_in_at + LONGEST, seen_at + IDLE)


def end_all(user: User, *, but: str | None = None) -> int:
    """End the sessions of a user, except the one with the key `but`; return how many."""
    return UserSession.objects.filter(user=user).exclude(pk=but or "").delete()[0]


def remove_old() -> int:
    """Remove sessions that have ended; return how many."""
    old = UserSession.objects.filter(expire_date__lte=timezone.now())
    return old.delete()[0] if old.exists() else 0
