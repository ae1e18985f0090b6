"""What one transaction saves, indexed for the CMS's search in its end: each row once.

Wagtail indexes a row whenever it is saved. A page is saved several times when it is published
once, and an import saves many: here they are read together and written by one statement.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from core.search.indexing import StaffIndex, by_model
from core.search.tasks import collected, is_collecting


@contextmanager
def indexed_together() -> Iterator[None]:
    """Index what the block saves when it ends. Within a transaction; blocks may nest."""
    if is_collecting():
        yield
        return
    with collected() as saved:
        yield
    for label, ids in saved.items():
        _index(apps.get_model(label), ids)


def _index(model: Any, ids: Iterable[str]) -> None:
    """Index those of the rows that are still there."""
    index = StaffIndex(None)
    for own, rows in by_model(model._base_manager.filter(pk__in=ids)):
        present = own.get_indexed_objects().filter(pk__in=[row.pk for row in rows])
        # In one order, lest two transactions wait for each other.
        index.add_items(own, present.order_by("pk"))
