"""A unit: one transaction that ends by writing the shelf."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Collection, Site

from core.models import SiteDocument
from core.publication.changes import Marks
from core.publication.items import write_shelf


class _State(threading.local):
    marks: Marks | None = None


_state = _State()


@contextmanager
def unit() -> Iterator[Marks]:
    """Run the block in one transaction and bring the shelf in line before it commits.

    Units nest: an inner one is a savepoint, and the outermost writes. If the block or the writing
    raises, pages and shelf both keep their old state.
    """
    if _state.marks is not None:
        with transaction.atomic():
            yield _state.marks
        return
    marks = _state.marks = Marks()
    try:
        with transaction.atomic():
            yield marks
            while marks:  # rendering may touch what is marked in turn
                write_shelf(marks.taken())
    except BaseException:
        # What was cached during the block may describe pages that were rolled back.
        Site.clear_site_root_paths_cache()
        raise
    finally:
        _state.marks = None


def makes_own_units(view: Callable[..., Any]) -> Callable[..., Any]:
    """Keep the CMS from running `view` in one unit, because it waits for something slow.

    Such a view writes in short units of its own: SQLite has one writer.
    """
    view.makes_own_units = True  # type: ignore[attr-defined]
    return view


def mark_page(page_id: int) -> None:
    """Note that a page's own content may have changed."""
    with unit() as marks:
        marks.pages.add(page_id)


def mark_subtree(path: str) -> None:
    """Note that the address or visibility of a page and all below it may have changed."""
    with unit() as marks:
        marks.subtrees.add(path)


def mark_key(key: str) -> None:
    """Note that something which items show (say "topic:3") has changed."""
    with unit() as marks:
        marks.keys.add(key)


def mark_work(work: UUID) -> None:
    """Note that what is known of a work may have changed, though nothing public has."""
    with unit() as marks:
        marks.works.add(work)


def mark_documents_below(collection_id: int) -> None:
    """Note that other people may read the documents of a collection and of those inside it."""
    path = Collection.objects.filter(pk=collection_id).values_list("path", flat=True).first()
    if path is None:
        return
    documents = SiteDocument.objects.filter(collection__path__startswith=path)
    with unit() as marks:
        marks.keys |= {f"document:{pk}" for pk in documents.values_list("pk", flat=True)}
