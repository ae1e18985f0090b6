"""A whole feed, before it has a format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from api.feeds.entries import Entry
from api.feeds.subjects import About
from api.feeds.withdrawals import Withdrawal
from core.addresses.base import absolute
from core.addresses.feeds import feed_path

# The ids of feeds are made from it, so that they survive every change of names and hosts.
_NAMESPACE = UUID("5b0a3a44-6a0e-4d0e-9a53-0e8cf3c5d9b7")


@dataclass(frozen=True)
class Feed:
    """What a feed holds. `updated_at` is when the public last saw a change."""

    lang: str
    form: str
    about: About
    entries: Sequence[Entry]
    withdrawals: Sequence[Withdrawal]
    updated_at: datetime

    def path(self, form: str) -> str:
        """Return the root-relative address of the same feed in a format."""
        return feed_path(self.lang, form, self.about.subject.kind, self.about.slug)

    @property
    def address(self) -> str:
        return absolute(self.path(self.form))

    @property
    def urn(self) -> str:
        subject = self.about.subject
        return f"urn:uuid:{uuid5(_NAMESPACE, f'{self.lang} {subject.kind} {subject.identity}')}"
