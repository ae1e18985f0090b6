"""Many stories for the price of one, for tests that only count queries."""

from uuid import uuid4

from django.forms import model_to_dict

from core.models import ShelfFacet, ShelfItem, ShelfText
from core.shelf.counter import next_seqs


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
