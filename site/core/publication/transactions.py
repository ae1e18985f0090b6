"""A publication transaction: it updates the published items before it commits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Collection, Site

from core.media.leftovers import without_leftovers
from core.models import SiteDocument, SiteImage
from core.publication.changes import Changes
from core.publication.items import update_published_items
from core.search.together import indexed_together


class _State(threading.local):
    changes: Changes | None = None


_state = _State()


@contextmanager
def publication_transaction() -> Iterator[Changes]:
    """Run the block in one transaction and update the published items before it commits.

    Transactions nest: an inner one is a savepoint, and the outermost updates the items. If the
    block or the update raises, neither pages nor published items change.
    """
    if _state.changes is not None:
        with transaction.atomic():
            yield _state.changes
        return
    changes = _state.changes = Changes()
    try:
        with without_leftovers(), transaction.atomic():
            with indexed_together():
                yield changes
            while changes:  # rendering may record further changes
                update_published_items(changes.taken())
    except BaseException:
        # What was cached during the block may describe pages that were rolled back.
        Site.clear_site_root_paths_cache()
        raise
    finally:
        _state.changes = None


def is_open() -> bool:
    """Whether a publication transaction is open, so that what takes long must not begin."""
    return _state.changes is not None


def opens_own_transactions(view: Callable[..., Any]) -> Callable[..., Any]:
    """Prevent the CMS from running `view` in one transaction, because it waits for something slow.

    Such a view writes in short transactions of its own: SQLite has one writer.
    """
    view.opens_own_transactions = True  # type: ignore[attr-defined]
    return view


@contextmanager
def _recording() -> Iterator[Changes]:
    """Give the changes of the open transaction, else of one that only records them.

    Nothing is written by whoever records, so that within a transaction no savepoint is needed.
    """
    if _state.changes is not None:
        yield _state.changes
        return
    with publication_transaction() as changes:
        yield changes


def record_page(page_id: int, *, is_whole: bool = False) -> None:
    """Record that a page's own content may have changed; of all its fields, if `is_whole`."""
    with _recording() as changes:
        changes.pages.add(page_id)
        if is_whole:
            changes.saved.add(page_id)


def record_subtree(path: str) -> None:
    """Record that the address or visibility of a page and all below it may have changed."""
    with _recording() as changes:
        changes.subtrees.add(path)


def record_key(key: str) -> None:
    """Record that something which items show (such as "topic:3") has changed."""
    with _recording() as changes:
        changes.keys.add(key)


def record_work(work: UUID) -> None:
    """Record that a work's translation status may have changed, though nothing public has."""
    with _recording() as changes:
        changes.works.add(work)


def record_media_below(collection_id: int) -> None:
    """Record that others may have the pictures and documents of a collection, and below it."""
    path = Collection.objects.filter(pk=collection_id).values_list("path", flat=True).first()
    if path is None:
        return
    with publication_transaction() as changes:
        for model in (SiteImage, SiteDocument):
            below = model._default_manager.filter(collection__path__startswith=path)
            ids = below.values_list("pk", flat=True)
            changes.keys |= {f"{model.item_key}:{pk}" for pk in ids}
