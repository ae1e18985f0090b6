"""Stories that were withdrawn lately, so that readers of Atom can remove them (RFC 6721)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from api.counts import counted
from api.feeds.entries import urn_of
from core.models import PublishedItem
from core.publication.state import PublicationState

# Whoever has to learn of every one follows /api/v1/changes/.
MOST = 100


@dataclass(frozen=True)
class Withdrawal:
    """A story that is gone: its id in feeds, and when it went. Nothing of what it was about."""

    urn: str
    gone_since: datetime


def withdrawn_lately(lang: str, state: PublicationState) -> tuple[Withdrawal, ...]:
    """Return the latest withdrawals of stories in `lang`, in a publication state.

    Of which forums and topics they were is forgotten, so that every feed of the language has them;
    readers ignore those of stories that they never had.
    """
    found: tuple[Withdrawal, ...] = counted(("withdrawn", lang), state, lambda: _read(lang))
    return found


def _read(lang: str) -> tuple[Withdrawal, ...]:
    stories = PublishedItem.objects.withdrawn().of_type("news").in_language(lang)
    # Two queries, since each has an index of its own.
    gone = stories.filter(is_public=False).exclude(gone_since=None).order_by("-gone_since")
    found = [*gone.values_list("work", "gone_since")[:MOST], *_over(lang)]
    withdrawals = [Withdrawal(urn_of(work, lang), since) for work, since in found if since]
    return tuple(sorted(withdrawals, key=lambda one: one.gone_since, reverse=True)[:MOST])


def _over(lang: str) -> Iterator[tuple[UUID, datetime | None]]:
    """Yield the stories whose time was up, and which the worker has not withdrawn yet: few."""
    over = PublishedItem.objects.filter(is_public=True, expires_at__lte=timezone.now())
    # Chosen here: databases would seek the type and the language, and read all that is public.
    for work, since, kind, tag in over.values_list("work", "expires_at", "type", "lang"):
        if (kind, tag) == ("news", lang):
            yield work, since
