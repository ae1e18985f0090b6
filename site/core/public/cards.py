"""Items of the shelf as the lists of the site show them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from core.addresses.base import uri, with_base
from core.models import PublishedItem


class Card:
    """One public item: its columns, and as `form` what the API shows of it in lists.

    `form` is an empty dict while nothing has rendered the item; templates show what there is.
    """

    def __init__(self, item: PublishedItem) -> None:
        self.item = item

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
    def form(self) -> dict[str, Any]:
        """The card of the API, with root-relative addresses."""
        return orjson.loads(with_base(self.item.card, "")) if self.item.card else {}


def cards(items: QuerySet[PublishedItem]) -> list[Card]:
    """Return the cards of `items`; their long form is not read."""
    return [Card(item) for item in items.defer("full")]


def cards_of_works(works: Iterable[UUID] | QuerySet[Any, Any], lang: str) -> dict[UUID, Card]:
    """Return each public work once: in `lang`, else in its original's language, else as it is.

    The newest comes first. `works` may be a queryset of one column, which becomes a subquery.
    """
    items = PublishedItem.objects.public().filter(work__in=works).newest_first().defer("full")
    return {work: Card(item) for work, item in items.best_for(lang).items()}
