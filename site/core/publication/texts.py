"""What public items are found by, written in the transaction that publishes them.

Analysing takes longer than writing, so a text whose words are as they were keeps its keys.
"""

import logging
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import orjson
from django.apps import apps as all_apps
from django.db import DEFAULT_DB_ALIAS, transaction

from core.background.pacing import Pace
from core.language.folding import searchable
from core.models import ItemText, PublishedItem
from core.publication.counter import lock_publication
from core.publication.records import ItemRecord
from core.publication.words import names_beside, searched_text
from core.search.analysis.names.names import Names, known_names
from core.search.analysis.version import mark_of, search_version
from core.search.index.columns import columns

logger = logging.getLogger(__name__)

BATCH = 100


class Words(NamedTuple):
    """The parts of an item in which words are looked for."""

    title: str
    city: str
    summary: str
    body: str
    beside: str


def words_of(record: ItemRecord) -> Words:
    return _words(record.full)


def write_texts(wanted: Mapping[int, Words | None]) -> None:
    """Write what items are found by, by their ids; None is an item without a form in the API."""
    known = ItemText.objects.filter(item__in=wanted)
    present = dict(known.values_list("item_id", "mark"))
    extra = [pk for pk in present if wanted[pk] is None]
    if extra:
        ItemText.objects.filter(item__in=extra).delete()
    changed = {
        pk: words
        for pk, words in sorted(wanted.items())
        if words is not None and present.get(pk) != mark_of(words)
    }
    _write(changed)


def reindex(item_ids: Collection[int]) -> int:
    """Analyse the texts of these items anew, whether or not they changed; return how many.

    For names that are known or forgotten since; inside a transaction.
    """
    shown = PublishedItem.objects.filter(pk__in=item_ids, is_public=True).exclude(full="")
    found = {}
    for pk, full in shown.values_list("pk", "full"):
        try:
            found[pk] = _stored_words(full)
        except Exception:
            logger.exception("Item %s cannot be read and keeps the keys that it has", pk)
    _write(found)
    return len(found)


def reindex_outdated(pace: Pace | None = None) -> int:
    """Analyse anew what another version of the analyser indexed, or none; return how many.

    In short transactions: whoever searches meanwhile finds by the keys of before.
    """
    pace, done, last = pace or Pace(most=BATCH), 0, 0
    while ids := _outdated(last)[: pace.size]:
        with pace.batch(len(ids)), transaction.atomic():
            lock_publication()  # an item that is withdrawn now must not be indexed afterwards
            done += reindex(ids)
        last = ids[-1]
    return done


def index_new_columns(apps: Any = all_apps, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Index what was published before there were keys; called after each migration.

    What an older version of the analyser indexed is found meanwhile, and can wait for the worker.
    """
    if using != DEFAULT_DB_ALIAS or not _has_keys(apps):
        return
    last = 0
    without = ItemText.objects.filter(mark="").order_by("pk")
    while ids := list(without.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            lock_publication()
            reindex(ids)
        last = ids[-1]


def _has_keys(apps: Any) -> bool:
    fields = apps.get_model("core", "ItemText")._meta.get_fields()
    return "keys" in {field.name for field in fields}


def _outdated(after: int) -> list[int]:
    current = ItemText.objects.filter(mark__startswith=f"{search_version()}:")
    items = PublishedItem.objects.filter(is_public=True, pk__gt=after).exclude(full="")
    found = items.exclude(pk__in=current.values("item_id")).order_by("pk")
    return list(found.values_list("pk", flat=True)[:BATCH])


def _stored_words(full: str) -> Words:
    return _words(orjson.loads(full))


def _words(form: Mapping[str, Any]) -> Words:
    return Words(
        form["title"],
        form.get("city") or "",
        form["summary"] or "",
        searched_text(form),
        "\n".join(names_beside(form)),
    )


def _write(changed: Mapping[int, Words]) -> None:
    if not changed:
        return
    names = known_names()
    ItemText.objects.bulk_create(
        (_row(pk, words, names) for pk, words in changed.items()),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["title", "keys", "stems", "mark"],
    )


def _row(pk: int, words: Words, names: Names) -> ItemText:
    # Whoever looks for a city looks for who is there before all that happened there.
    called = f"{words.title}\n{words.city}"
    # The names are read by themselves: the CMS has read the same body without them.
    bodies = (words.body, words.beside) if words.beside else (words.body,)
    found = columns(called, words.summary, bodies, names)
    title = searchable(words.title)
    return ItemText(
        item_id=pk, title=title, keys=found.keys, stems=found.stems, mark=mark_of(words)
    )
