"""A unit: one transaction that ends by writing the shelf."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Collection, Site

from core.models import SiteDocument
from core.publication.changes import Changes
from core.publication.items import update_published_items


class _State(threading.local):
    marks: Changes | None = None


_state = _State()


@contextmanager
def publication_transaction() -> Iterator[Changes]:
    """Run the block in one transaction and bring the shelf in line before it commits.

    Units nest: an inner one is a savepoint, and the outermost writes. If the block or the writing
    raises, pages and shelf both keep their old state.
    """
    if _state.marks is not None:
        with transaction.atomic():
            yield _state.marks
        return
    marks = _state.marks = Changes()
    try:
        with transaction.atomic():
            yield marks
            while marks:  # rendering may touch what is marked in turn
                update_published_items(marks.taken())
    except BaseException:
        # What was cached during the block may describe pages that were rolled back.
        Site.clear_site_root_paths_cache()
        raise
    finally:
        _state.marks = None


def opens_own_transactions(view: Callable[..., Any]) -> Callable[..., Any]:
    """Keep the CMS from running `view` in one unit, because it waits for something slow.

    Such a view writes in short units of its own: SQLite has one writer.
    """
    view.opens_own_transactions = True  # type: ignore[attr-defined]
    return view


def record_page(page_id: int) -> None:
    """Note that a page's own content may have changed."""
    with publication_transaction() as marks:
        marks.pages.add(page_id)


def record_subtree(path: str) -> None:
    """Note that the address or visibility of a page and all below it may have changed."""
    with publication_transaction() as marks:
        marks.subtrees.add(path)


def record_key(key: str) -> None:
    """Note that something which items show (say "topic:3") has changed."""
    with publication_transaction() as marks:
        marks.keys.add(key)


def record_work(work: UUID) -> None:
    """Note that what is known of a work may have changed, though nothing public has."""
    with publication_transaction() as marks:
        marks.works.add(work)


def record_documents_below(collection_id: int) -> None:
    """Note that other people may read the documents of a collection and of those inside it."""
    path = Collection.objects.filter(pk=collection_id).values_list("path", flat=True).first()
    if path is None:
        return
    documents = SiteDocument.objects.filter(collection__path__startswith=path)
    with publication_transaction() as marks:
        marks.keys |= {f"document:{pk}" for pk in documents.values_list("pk", flat=True)}
