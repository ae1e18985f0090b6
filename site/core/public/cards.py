"""Published items as the lists of the site show them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from core.addresses.base import uri
from core.models import PublishedItem
from core.publication.records import ItemRecord, read_record

R = TypeVar("R", bound=ItemRecord)


class Card(Generic[R]):
    """One public item: its columns, and as `record` what the API shows of it in lists.

    `record` is None while nothing has rendered the item; templates show what there is.
    """

    def __init__(self, item: PublishedItem, record_type: type[R]) -> None:
        self.item = item
        self._record_type = record_type

    @property
    def work(self) -> UUID:
        return self.item.work

    @property
    def lang(self) -> str:
        return self.item.lang

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def summary(self) -> str:
        return self.item.summary

    @property
    def published_at(self) -> datetime:
        return self.item.published_at

    @property
    def href(self) -> str:
        """The root-relative address, percent-encoded."""
        return uri(self.item.path)

    @cached_property
    def record(self) -> R | None:
        """The item as the API has it in lists, with root-relative addresses."""
        card = self.item.card
        return read_record(self._record_type, card, base="") if card else None


def cards(items: QuerySet[PublishedItem], record_type: type[R]) -> list[Card[R]]:
    """Return the cards of `items`, all of the type of `record_type`; the long form is not read."""
    return [Card(item, record_type) for item in items.defer("full")]


def cards_of_works(
    works: Iterable[UUID] | QuerySet[Any, Any], lang: str, record_type: type[R]
) -> dict[UUID, Card[R]]:
    """Return each public work once: in `lang`, else in its original's language, else as it is.

    The newest comes first. `works` may be a queryset of one column, which becomes a subquery.
    """
    items = PublishedItem.objects.public().filter(work__in=works).newest_first().defer("full")
    best = items.best_for(lang)
    return {work: Card(item, record_type) for work, item in best.items()}
