"""Rebuild and reconcile: for bulk updates, SQL, restored backups and changes of this code."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from core.models import ShelfItem
from core.pacing import Pace
from core.shelf.counter import lock_shelf
from core.shelf.marks import Marks
from core.shelf.mentions import unmention
from core.shelf.registry import keep_works
from core.shelf.rendering import render_stale
from core.shelf.visibility import public_pages
from core.shelf.writing import fan_out, source_mark, withdraw, write_shelf

BATCH = 200


@dataclass
class Repair:
    """What was found wrong and mended."""

    withdrawn: int = 0
    written: int = 0
    rendered: int = 0

    def __bool__(self) -> bool:
        return bool(self.withdrawn or self.written or self.rendered)


def reconcile(
    *, deep: bool = False, progress: Callable[[int], object] = lambda count: None
) -> Repair:
    """Compare every page with its item, mend what differs and say how much.

    Addresses, titles, visibility and publication times are compared; with `deep`, every public
    page is rendered afresh, which also finds texts that were changed behind Wagtail's back.
    """
    repair = Repair(withdrawn=_withdraw_orphans())
    pace = Pace(most=BATCH)
    for page_ids in _page_batches():
        wrong = set(page_ids) if deep else _differing(page_ids)
        before = _seqs(wrong)
        _write(wrong, pace)
        repair.written += len(_seqs(wrong) - before)
        progress(len(page_ids))
    repair.rendered = render_stale()
    return repair


def _write(page_ids: Iterable[int], pace: Pace) -> None:
    """Write the items of these pages in short transactions, so that editors get their turn."""
    left = iter(sorted(page_ids))
    while some := set(islice(left, pace.size)):
        with pace.batch(len(some)):
            write_shelf(Marks(pages=some))


def _page_batches() -> Iterator[list[int]]:
    last = 0
    while ids := list(
        Page.objects.filter(pk__gt=last, depth__gt=1)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    ):
        yield ids
        last = ids[-1]


def _seqs(page_ids: set[int]) -> set[int]:
    return set(ShelfItem.objects.filter(page_id__in=page_ids).values_list("seq", flat=True))


def _differing(page_ids: list[int]) -> set[int]:
    """Return the ids of those pages whose item does not say what the page says."""
    said: dict[int | None, set[tuple[Any, ...]]] = defaultdict(set)
    for page_id, *told in ShelfItem.objects.filter(
        page_id__in=page_ids, is_public=True
    ).values_list("page_id", "work", "lang", "path", "title", "expires_at", "source_mark"):
        said[page_id].add(tuple(told))
    true = {
        page.page_id: {
            (page.work, page.lang, page.path, page.title, page.expires_at, source_mark(page))
        }
        for page in public_pages(page_ids)
    }
    return {pk for pk in page_ids if said.get(pk) != true.get(pk)}


def _withdraw_orphans() -> int:
    """Withdraw the items whose page is gone without anyone having been told."""
    with transaction.atomic():
        lock_shelf()
        orphans = ShelfItem.objects.filter(is_public=True).filter(
            Q(page_id=None) | ~Q(page_id__in=Page.objects.values("pk"))
        )
        found = dict(orphans.values_list("pk", "path"))
        now = timezone.now()
        works = withdraw(ShelfItem.objects.filter(pk__in=found), now)
        fan_out({f"work:{work}" for work in works}, (), now)
        unmention(found.values(), works, now)
        keep_works(works)
    return len(found)
