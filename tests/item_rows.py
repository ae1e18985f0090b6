"""Many published items at little cost, for tests of what reading them costs."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection
from django.forms import model_to_dict
from django.utils import timezone

from core.models import ItemFacet, ItemText, PublishedItem
from core.publication.counter import next_seqs


def multiply(
    number: int, story: PublishedItem | None = None, apart: timedelta = timedelta(0)
) -> None:
    """Copy a published story, by default the only one, to `number` items, each a work of its own.

    Each copy is older than the one before by `apart`. There are no pages behind them.
    """
    story = story or PublishedItem.objects.get(type="news")
    first = next_seqs(number - 1)
    excluded = ["id", "work", "seq", "page_id", "short_code", "published_at"]
    copies = PublishedItem.objects.bulk_create(
        PublishedItem(
            **model_to_dict(story, exclude=excluded),
            work=uuid4(),
            seq=first + offset,
            published_at=story.published_at - apart * (offset + 1),
        )
        for offset in range(number - 1)
    )
    _copy_texts_and_facets(story, copies)


def _copy_texts_and_facets(story: PublishedItem, copies: list[PublishedItem]) -> None:
    text = ItemText.objects.get(item=story)
    ItemText.objects.bulk_create(
        ItemText(item=copy, title=text.title, keys=text.keys, stems=text.stems) for copy in copies
    )
    facets = list(ItemFacet.objects.filter(item=story))
    ItemFacet.objects.bulk_create(
        ItemFacet(
            **model_to_dict(facet, exclude=["id", "item", "published_at"]),
            item=copy,
            published_at=copy.published_at,
        )
        for facet in facets
        for copy in copies
    )


def _add_facets(items: list[PublishedItem]) -> None:
    ItemFacet.objects.bulk_create(
        ItemFacet(
            item=item,
            kind=kind,
            key=f"{kind}-{number % 9}",
            type=item.type,
            lang=item.lang,
            published_at=item.published_at,
        )
        for number, item in enumerate(items)
        for kind in ("topic", "governorate")
    )


def fill_items(newest: datetime) -> None:
    """Create 2,000 bare published items, an hour apart and back from `newest`.

    So many that PostgreSQL's planner, which counts them, prefers the right index to reading the
    whole table.
    """
    first = PublishedItem.objects.order_by("-seq").values_list("seq", flat=True)[0] + 1
    items = PublishedItem.objects.bulk_create(
        PublishedItem(
            work=uuid4(),
            lang="ar" if number % 3 else "en",
            type="news" if number % 40 else "council",
            is_public=number % 7 > 0,
            seq=first + number,
            published_at=newest - timedelta(hours=number),
            updated_at=newest,
            expires_at=timezone.now() + timedelta(days=number - 5) if number % 50 == 1 else None,
        )
        for number in range(2000)
    )
    _add_facets(items)
    ItemText.objects.bulk_create(
        ItemText(item=item, title=" title ", keys=["=title", "t=title", "=word", "=text"])
        for item in items
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE core_shelfitem, core_shelffacet, core_shelftext")
