"""Many rows of the shelf at little cost, for tests that ask only what reading them takes."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection
from django.forms import model_to_dict
from django.utils import timezone

from core.models import ShelfFacet, ShelfItem, ShelfText
from core.publication.counter import next_seqs


def multiply(number: int) -> None:
    """Have the only story on the shelf stand there `number` times, each as a work of its own."""
    story = ShelfItem.objects.get(type="news")
    first = next_seqs(number - 1)
    copies = ShelfItem.objects.bulk_create(
        ShelfItem(
            **model_to_dict(story, exclude=["id", "work", "seq", "page_id"]),
            work=uuid4(),
            seq=first + offset,
        )
        for offset in range(number - 1)
    )
    text = ShelfText.objects.get(item=story)
    ShelfText.objects.bulk_create(
        ShelfText(item=copy, title=text.title, words=text.words) for copy in copies
    )
    facets = list(ShelfFacet.objects.filter(item=story))
    ShelfFacet.objects.bulk_create(
        ShelfFacet(item=copy, **model_to_dict(facet, exclude=["id", "item"]))
        for facet in facets
        for copy in copies
    )


def fill_shelf(newest: datetime) -> None:
    """Put 2,000 bare rows on the shelf, an hour apart and back from `newest`.

    So many that PostgreSQL's planner, which counts them, prefers the right index to reading the
    whole table.
    """
    first = ShelfItem.objects.order_by("-seq").values_list("seq", flat=True)[0] + 1
    items = ShelfItem.objects.bulk_create(
        ShelfItem(
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
    ShelfFacet.objects.bulk_create(
        ShelfFacet(
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
    ShelfText.objects.bulk_create(
        ShelfText(item=item, title="title", words="a word in a text") for item in items
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE core_shelfitem, core_shelffacet, core_shelftext")
