"""Compares pages with their published items; `repair` mends what differs, doctor only counts it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from core.models import PublishedItem
from core.models.published import PublishedItemQuerySet
from core.publication.items import source_mark
from core.publication.visibility import public_pages


def page_batches(size: int) -> Iterator[list[int]]:
    """Yield the ids of all pages, so many at a time."""
    last = 0
    while ids := list(
        Page.objects.filter(pk__gt=last, depth__gt=1)
        .order_by("pk")
        .values_list("pk", flat=True)[:size]
    ):
        yield ids
        last = ids[-1]


def differing(page_ids: Sequence[int]) -> set[int]:
    """Return the ids of those pages whose item differs from the page."""
    recorded: dict[int | None, set[tuple[Any, ...]]] = defaultdict(set)
    for page_id, *identity in PublishedItem.objects.filter(
        page_id__in=page_ids, is_public=True
    ).values_list("page_id", "work", "lang", "path", "title", "expires_at", "source_mark"):
        recorded[page_id].add(tuple(identity))
    expected = {
        page.page_id: {
            (page.work, page.lang, page.path, page.title, page.expires_at, source_mark(page))
        }
        for page in public_pages(page_ids)
    }
    return {pk for pk in page_ids if recorded.get(pk) != expected.get(pk)}


def orphans() -> PublishedItemQuerySet:
    """Return the public items whose page was deleted without a signal."""
    return PublishedItem.objects.filter(is_public=True).filter(  # type: ignore[return-value]
        Q(page_id=None) | ~Q(page_id__in=Page.objects.values("pk"))
    )
