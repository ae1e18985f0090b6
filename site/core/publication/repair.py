"""Rebuild and reconcile: for bulk updates, SQL, restored backups and changes of this code."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils import timezone

from core.background.pacing import Pace
from core.background.problems import Kind, report, solve_others, together_or_alone
from core.media.missing import make_missing
from core.models import ItemDependency, PublishedItem
from core.publication.changes import Changes
from core.publication.comparison import differing, orphans, page_batches
from core.publication.counter import lock_publication, next_seqs
from core.publication.items import fan_out, take_out, update_published_items, withdraw
from core.publication.marks import keys_that_differ, record_marks
from core.publication.rendering import problem_key, render_stale
from core.publication.texts import reindex_outdated
from core.publication.works import update_statuses

BATCH = 200


@dataclass
class Repair:
    """What was found wrong and repaired."""

    withdrawn: int = 0
    written: int = 0
    rendered: int = 0
    failed: set[int] = field(default_factory=set)  # ids of pages; reported to staff

    def __bool__(self) -> bool:
        return bool(self.withdrawn or self.written or self.rendered)


def reconcile(
    *, deep: bool = False, progress: Callable[[int], object] = lambda count: None
) -> Repair:
    """Compare every page with its item, repair what differs and return how much that was.

    Addresses, titles, visibility and publication times are compared, and what names, pictures,
    documents, menus and settings were; with `deep`, every public page is rendered again, which also
    finds texts that were changed without Wagtail.
    """
    repair = Repair(withdrawn=_withdraw_orphans())
    pace = Pace(most=BATCH)
    for page_ids in page_batches(BATCH):
        wrong = set(page_ids) if deep else differing(page_ids)
        before = _seqs(wrong)
        repair.failed |= _write(wrong, pace)
        repair.written += len(_seqs(wrong) - before)
        progress(len(page_ids))
    repair.written += _follow_rows(pace)
    if deep:
        _forget_pages()
    repair.rendered = render_stale()
    reindex_outdated()
    stale = PublishedItem.objects.filter(is_stale=True).values_list("page_id", flat=True)
    repair.failed |= {pk for pk in stale if pk is not None}
    solve_others(Kind.RENDERING, {problem_key(pk) for pk in repair.failed})
    return repair


def _write(page_ids: Iterable[int], pace: Pace) -> set[int]:
    """Update the items of these pages; return those that fail, which stop no others.

    The transactions are short, so that editors can save in between.
    """
    left, failed = iter(sorted(page_ids)), set[int]()
    while some := set(islice(left, pace.size)):
        _make_renditions(some)
        with pace.batch(len(some)):
            failed |= together_or_alone(
                some,
                lambda pages: update_published_items(Changes(pages=set(pages))),
                lambda pk, error: report(problem_key(pk), Kind.RENDERING, error, page_id=pk),
            )
    return failed


def _follow_rows(pace: Pace) -> int:
    """Update the items that show a name, picture or document that changed; return how many."""
    changed, unmarked = keys_that_differ()
    left, written = iter(sorted(changed)), 0
    while some := set(islice(left, pace.size)):
        with pace.batch(len(some)), transaction.atomic():
            shown = PublishedItem.objects.filter(dependencies__key__in=some)
            before = dict(shown.values_list("pk", "seq"))
            update_published_items(Changes(keys=some))
            # By their ids: an item may have ceased to show what changed.
            after = PublishedItem.objects.filter(pk__in=before).values_list("pk", "seq")
            written += len(set(after) - before.items())
    if unmarked:  # nothing is known of before; what shows them was rendered since they came
        with transaction.atomic():
            lock_publication()
            record_marks(unmarked)
    return written


def _forget_pages() -> None:
    """Have cached pages made afresh: they show fields that no item has."""
    with transaction.atomic():
        lock_publication()
        next_seqs(1)


def _make_renditions(page_ids: Collection[int]) -> None:
    """Make the sizes that the pictures of these pages lack, before nobody else can write.

    After a change of the sizes that is every picture, and each takes seconds.
    """
    keys = ItemDependency.objects.filter(
        item__page_id__in=page_ids, item__is_public=True, key__startswith="image:"
    )
    make_missing({int(key.partition(":")[2]) for key in keys.values_list("key", flat=True)})


def _seqs(page_ids: set[int]) -> set[int]:
    return set(PublishedItem.objects.filter(page_id__in=page_ids).values_list("seq", flat=True))


def _withdraw_orphans() -> int:
    """Withdraw the items whose page was deleted without a signal."""
    with transaction.atomic():
        lock_publication()
        found = dict(orphans().values_list("pk", "path"))
        now = timezone.now()
        works = withdraw(PublishedItem.objects.filter(pk__in=found), now)
        fan_out({f"work:{work}" for work in works}, (), now)
        take_out(found.values(), works, now)
        update_statuses(works)
    return len(found)
