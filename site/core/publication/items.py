"""Updates the published items of the pages that a transaction has changed.

One pass, in the order that the design needs: the counter is locked, visibility is read, what is
gone is withdrawn, the identity (address, title) of what is public is saved, and only then is
anything rendered, because renderings read the identities of other items.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from core.addresses.redirects import record_old_addresses
from core.models import ItemDependency, ItemFacet, ItemText, PublishedItem
from core.models.published import PublishedItemQuerySet
from core.publication import ledger
from core.publication.changes import Changes
from core.publication.counter import lock_publication, next_seqs
from core.publication.marks import record_marks
from core.publication.mentions import unmention
from core.publication.rendering import (
    FAN_OUT_LIMIT,
    RENDER_VERSION,
    render_items,
    render_or_mark_stale,
)
from core.publication.tasks import render_stale_items
from core.publication.visibility import PublicPage, public_pages
from core.publication.works import update_statuses

_IDENTITY = (
    "page_id",
    "type",
    "is_public",
    "gone_since",
    "path",
    "title",
    "expires_at",
    "source_mark",
    "digest",
)

# Dependency keys of what readers see without an item.
_SHOWN_BY_THEMSELVES = {"settings", "redirects", "menus"}


def update_published_items(changes: Changes) -> None:
    """Update the published items after these changes, inside a transaction.

    The statuses of the works come last: they depend on what is public.
    """
    lock_publication()  # for works alone, too: what is public must not change while it is read
    works = set(changes.works)
    if changes.touches_items:
        works |= _write(changes)
    update_statuses(works)


def _write(changes: Changes) -> set[UUID]:
    """Write the items; return the works of all pages that were touched, deleted ones too."""
    now = timezone.now()
    if _may_be_seen(changes.keys):
        # Names are shown in vocabularies too, and settings at the API's root.
        next_seqs(1)
    page_ids = _page_ids(changes)
    works = set(Page.objects.filter(pk__in=page_ids).values_list("translation_key", flat=True))
    public = {page.page_id: page for page in public_pages(sorted(page_ids))}
    gone = _no_longer_public(page_ids, public)
    gone_paths = list(gone.values_list("path", flat=True))
    gone_works = withdraw(gone, now)
    own, moved_works = _update_identities(public, now)
    changed_works = gone_works | moved_works
    if not own and changes.saved & public.keys():
        next_seqs(1)  # descriptions for search engines are in no item, and pages are cached
    saved = PublishedItem.objects.filter(page_id__in=changes.pages & public.keys(), is_public=True)
    own |= {item.pk: item for item in saved}
    render_items(list(own.values()), now)
    fan_out(changes.keys | {f"work:{work}" for work in changed_works}, own.keys(), now)
    record_marks(changes.keys)
    take_out(gone_paths, gone_works, now)
    return works | changed_works | _named_works(changes.keys)


def _may_be_seen(keys: set[str]) -> bool:
    """Whether readers may see what these keys represent.

    The counter's number is public, as part of every answer. It must not reveal that somebody
    entered a name or a picture, for a draft for example.
    """
    if any(key.partition(":")[0] in _SHOWN_BY_THEMSELVES for key in keys):
        return True
    return bool(keys) and ItemDependency.objects.filter(key__in=keys).exists()


def _named_works(keys: set[str]) -> set[UUID]:
    return {UUID(key.removeprefix("work:")) for key in keys if key.startswith("work:")}


def _page_ids(changes: Changes) -> set[int]:
    below = Q()
    for path in changes.subtrees:
        below |= Q(path__startswith=path)
    found = set(Page.objects.filter(below).values_list("pk", flat=True)) if below else set()
    return changes.pages | found


def _no_longer_public(
    page_ids: set[int], public: Mapping[int, PublicPage]
) -> PublishedItemQuerySet:
    """Return the items of pages that are public no more, or now under another work or language."""
    items = PublishedItem.objects.filter(page_id__in=page_ids, is_public=True)
    gone = [
        pk
        for pk, page_id, work, lang in items.values_list("pk", "page_id", "work", "lang")
        if (page := public.get(page_id or 0)) is None or (page.work, page.lang) != (work, lang)
    ]
    return PublishedItem.objects.filter(pk__in=gone)


def withdraw(gone: PublishedItemQuerySet, now: datetime) -> set[UUID]:
    """Withdraw public items, set-based; return their works."""
    rows = list(gone.values_list("pk", "work", "lang", "type"))
    if not rows:
        return set()
    ids = [pk for pk, *_identity in rows]
    # One number for each row from one statement: ids differ, so do the numbers made from them.
    start = next_seqs(max(ids) - min(ids) + 1) - min(ids)
    ledger.record(
        ledger.Entry(ledger.WITHDRAWN, now, start + pk, str(work), lang, kind)
        for pk, work, lang, kind in rows
    )
    ItemFacet.objects.filter(item__in=ids).delete()
    ItemDependency.objects.filter(item__in=ids).delete()
    ItemText.objects.filter(item__in=ids).delete()
    PublishedItem.objects.filter(pk__in=ids).update(
        is_public=False,
        is_stale=False,
        gone_since=now,
        updated_at=now,
        seq=start + F("id"),
        title="",
        summary="",
        card="",
        full="",
        digest="",
    )
    return {work for _pk, work, *_rest in rows}


def take_out(paths: Collection[str], works: Collection[UUID], now: datetime) -> None:
    """Remove withdrawn pages from items that name them and are rendered only later."""
    unreadable = unmention(paths, works, now)
    if unreadable:  # the next repair renders them and makes them public again
        withdraw(PublishedItem.objects.filter(pk__in=unreadable), now)


def _update_identities(
    public: dict[int, PublicPage], now: datetime
) -> tuple[dict[int, PublishedItem], set[UUID]]:
    """Create or correct the rows of public pages.

    Returns the items to render, by id, and the works whose address, title or visibility changed,
    so that others must show them anew.
    """
    works = {page.work for page in public.values()}
    known = {(item.work, item.lang): item for item in PublishedItem.objects.filter(work__in=works)}
    created, corrected, moved, left = [], [], set(), []
    for page in public.values():
        item = known.get((page.work, page.lang))
        if item is None:
            created.append(_new_item(page, now))
        elif not _is_same(item, page):
            if (item.is_public, item.path, item.title) != (True, page.path, page.title):
                moved.add(page.work)
            if item.path != page.path:
                left.append((item.path, item))
            if item.is_gone:
                item.digest = ""  # readers saw that it had expired: coming back is a change
            _identify(item, page)
            corrected.append(item)
    _save_identities(created, corrected)
    if left:
        record_old_addresses(left)
    moved |= {item.work for item in created}
    return {item.pk: item for item in created + corrected}, moved


def _save_identities(created: Sequence[PublishedItem], corrected: Sequence[PublishedItem]) -> None:
    if created:
        start = next_seqs(len(created))
        for seq, item in enumerate(created, start):
            item.seq = seq
        PublishedItem.objects.bulk_create(created, batch_size=500)
    if corrected:
        PublishedItem.objects.bulk_update(corrected, _IDENTITY, batch_size=200)
        next_seqs(1)  # pages show more than items do, and are cached for one state


def source_mark(page: PublicPage) -> str:
    """Return what a rendering was made from: if it differs, the page must be rendered again."""
    return f"{RENDER_VERSION}:{page.source_mark}"


def _new_item(page: PublicPage, now: datetime) -> PublishedItem:
    item = PublishedItem(work=page.work, lang=page.lang, published_at=now, updated_at=now)
    _identify(item, page)
    return item


def _identify(item: PublishedItem, page: PublicPage) -> None:
    item.page_id, item.type, item.is_public, item.gone_since = page.page_id, page.type, True, None
    item.path, item.title, item.expires_at = page.path, page.title, page.expires_at
    item.source_mark = source_mark(page)


def _is_same(item: PublishedItem, page: PublicPage) -> bool:
    return item.is_public and (
        item.page_id,
        item.type,
        item.path,
        item.title,
        item.expires_at,
        item.source_mark,
    ) == (page.page_id, page.type, page.path, page.title, page.expires_at, source_mark(page))


def fan_out(keys: set[str], done: Iterable[int], now: datetime) -> None:
    """Render the items that show what changed: some now, the rest by the worker."""
    if not keys:
        return
    found = (
        ItemDependency.objects.filter(key__in=keys)
        .exclude(item__in=list(done))
        .order_by("item_id")
        .values_list("item_id", flat=True)
        .distinct()
    )
    item_ids = list(found)
    render_or_mark_stale(item_ids[:FAN_OUT_LIMIT], now)
    later = item_ids[FAN_OUT_LIMIT:]
    for start in range(0, len(later), 500):
        PublishedItem.objects.filter(pk__in=later[start : start + 500]).update(is_stale=True)
    if later:
        transaction.on_commit(render_stale_items.enqueue)
