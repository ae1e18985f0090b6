"""The version of an answer, and how long anybody may cache it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.publication.state import PublicationState

# How long anybody may cache what is public: a withdrawn page is gone for everybody after that.
CACHEABLE = "public, max-age=30"
# What people search for is nobody else's concern: names of detainees, for example.
UNCACHEABLE = "private, no-store"


@dataclass(frozen=True)
class Version:
    """The version of what was read: the `seq` of its latest change, and when that happened.

    `expired_at` is the last time at which items expired, which gives no `seq`, where that
    matters; `content` is a digest of what does not come from published items.
    """

    seq: int
    changed_at: datetime
    expired_at: datetime | None = None
    content: str = ""

    def packed(self) -> list[str | int | None]:
        """Return the version as plain values, for Redis."""
        expired_at = None if self.expired_at is None else self.expired_at.isoformat()
        return [self.seq, self.changed_at.isoformat(), expired_at, self.content]

    @classmethod
    def unpacked(cls, packed: list[Any]) -> "Version":
        """Return what was packed; raises TypeError and ValueError."""
        seq, changed_at, expired_at, content = packed
        expired = None if expired_at is None else datetime.fromisoformat(expired_at)
        return cls(int(seq), datetime.fromisoformat(changed_at), expired, str(content))

    @classmethod
    def of(cls, state: PublicationState) -> "Version":
        """Return the version of what depends on all published items."""
        return cls(state.value, state.modified_at, state.last_expiry)
