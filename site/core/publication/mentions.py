"""Removes withdrawn pages from the stored forms of items that are rendered only later.

A withdrawn page must disappear from everywhere at once. Thousands of items may link to it, and
rendering them takes longer than a transaction should last and than a takedown may.
"""

import logging
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from core.addresses.base import BASE, uri
from core.models import ItemDependency, PublishedItem
from core.publication.counter import next_seqs
from core.publication.records import ItemRecord
from core.publication.registry import without_mentions
from core.publication.rendering import BATCH, stored_forms
from core.publication.state import sql_moment
from core.publication.texts import words_of, write_texts

logger = logging.getLogger(__name__)

_SQL = """UPDATE core_shelfitem
    SET card = %s, "full" = %s, seq = %s, updated_at = %s, digest = '', is_stale = %s
    WHERE id = %s"""


def unmention(paths: Collection[str], works: Collection[Any], now: datetime) -> list[int]:
    """Remove pages that were at `paths`, of these works, from the stale items that show them.

    The items stay stale: their next rendering finds what may replace the removed pages.
    Returns the ids of items whose stored forms cannot be read: these must not stay public, and
    must not prevent a takedown.
    """
    addresses = {f"{BASE}{uri(path)}" for path in paths}
    unreadable = []
    for ids in _batches(f"work:{work}" for work in works):
        changed = []
        rows = PublishedItem.objects.filter(pk__in=ids, is_public=True, is_stale=True)
        for pk, kind, full in rows.exclude(full="").values_list("pk", "type", "full"):
            try:
                record = without_mentions(kind, full, addresses)
            except Exception:
                logger.exception("Item %s cannot be read and is rendered anew", pk)
                unreadable.append(pk)
                continue
            if record is not None:
                changed.append((pk, record))
        _write(changed, now)
    return unreadable


def _batches(keys: Iterator[str]) -> Iterator[list[int]]:
    found = ItemDependency.objects.filter(key__in=list(keys)).order_by("item_id")
    ids = list(found.values_list("item_id", flat=True).distinct())
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _write(changed: list[tuple[int, ItemRecord]], now: datetime) -> None:
    if not changed:
        return
    first = next_seqs(len(changed))
    moment = sql_moment(now)
    rows = []
    for seq, (pk, record) in enumerate(changed, first):
        rows.append((*stored_forms(record, seq, now), seq, moment, True, pk))
    with connection.cursor() as cursor:
        cursor.executemany(_SQL, rows)
    write_texts({pk: words_of(record) for pk, record in changed})
