"""The stories that are shown below a story."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from core.models import ItemFacet, PublishedItem
from core.models.published import best_of
from core.public.cards import Card
from core.publication.records import StoryRecord

CARDS = 3
MOST = 6
_BY_STAFF, _OF_FORUM, _OF_TOPIC, _OTHER = range(4)


@dataclass(frozen=True)
class Related:
    """Other stories: as `cards`, which are a full row or none, and the rest as `lines` of text.

    `are_newest` where nothing goes with the story: these are just the newest.
    """

    cards: Sequence[Card[StoryRecord]]
    lines: Sequence[Card[StoryRecord]]
    are_newest: bool = False


def related_to(page: Any) -> Related | None:
    """Return the stories that staff chose to go with a story, else those alike, else the newest.

    Of those alike, the ones of its forums come before the ones that only share a topic with it:
    topics are broad, and whoever reads of a city reads on about it.
    """
    found = sorted(_found(page), key=lambda item: item.rank)
    for ranks in ((_BY_STAFF,), (_OF_FORUM, _OF_TOPIC)):
        items = best_of((item for item in found if item.rank in ranks), page.language.tag).values()
        if items:
            return _arranged(list(items))
    newest = [item for item in found if item.lang == page.language.tag]
    return _arranged(newest, are_newest=True) if newest else None


def _found(page: Any) -> list[Any]:
    """Return the items of all four kinds, the newest first, by one query; `rank` is their kind."""
    chosen, of_forum, of_topic = _chosen(page), _sharing(page, "forum"), _sharing(page, "topic")
    stories = PublishedItem.objects.public().of_type("news").exclude(work=page.work)
    here = stories.in_language(page.language.tag).newest_first()
    alike = [here.filter(pk__in=items)[:MOST] for items in (of_forum, of_topic)]
    parts = [stories.filter(work__in=chosen), *alike, here[:MOST]]
    in_any = reduce(or_, (Q(pk__in=part.values("pk")) for part in parts))
    rank = Case(
        When(work__in=chosen, then=_BY_STAFF),
        When(pk__in=of_forum, then=_OF_FORUM),
        When(pk__in=of_topic, then=_OF_TOPIC),
        default=_OTHER,
    )
    return list(stories.filter(in_any).annotate(rank=rank).newest_first().defer("full"))


def _chosen(page: Any) -> Any:
    """Return the works that staff chose, as a subquery; of a draft that is previewed, as a list."""
    works = page.related_stories.values_list("translation_key", flat=True)
    return works if isinstance(works, QuerySet) else list(works)


def _sharing(page: Any, kind: str) -> QuerySet[Any]:
    """Return the ids of the items of stories that share a forum or a topic with a story."""
    shared = ItemFacet.objects.filter(kind=kind)
    own = shared.filter(item__page_id=page.pk)
    alike = shared.filter(type="news", lang=page.language.tag, key__in=own.values("key"))
    return alike.values("item")


def _arranged(items: Sequence[PublishedItem], *, are_newest: bool = False) -> Related:
    """Return stories with the first ones as cards, where these fill their row."""
    shown = [Card(item, StoryRecord) for item in items[:MOST]]
    large = CARDS if len(shown) >= CARDS else 0
    return Related(shown[:large], shown[large:], are_newest)
