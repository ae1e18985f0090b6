"""What names, pictures, documents, menus and settings were when what shows them followed them last.

Changes that send no signal, such as bulk updates and SQL, are found by comparing the rows with
their marks. Pages have a mark on their item, `source_mark`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db import models

from core.models import (
    Governorate,
    InitiativeSettings,
    MenuLink,
    Organisation,
    Person,
    SiteDocument,
    SiteImage,
    SourceMark,
    Topic,
)

# A key such as "topic:3" is a model's `item_key` and the row's id.
_MODELS: dict[str, Any] = {
    model.item_key: model
    for model in (Topic, Governorate, Organisation, Person, SiteImage, SiteDocument)
}
# Tables of a few rows, which are shown together and have one mark, by their dependency keys.
_TABLES: dict[str, Any] = {"menus": MenuLink, "settings": InitiativeSettings}


def record_marks(keys: Collection[str]) -> None:
    """Store what the rows of these dependency keys are now; other kinds of keys have no mark."""
    ids = defaultdict(set)
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind in _MODELS:
            ids[kind].add(int(pk))
    marks = {key: _table_mark(_TABLES[key]) for key in _TABLES.keys() & set(keys)}
    for kind, pks in ids.items():
        marks |= _marks(_MODELS[kind], pk__in=pks)
    gone = {f"{kind}:{pk}" for kind, pks in ids.items() for pk in pks} - marks.keys()
    if gone:
        SourceMark.objects.filter(key__in=gone).delete()
    SourceMark.objects.bulk_create(
        [SourceMark(key=key, mark=mark) for key, mark in marks.items()],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["mark"],
        batch_size=500,
    )


def keys_that_differ() -> tuple[set[str], set[str]]:
    """Return the keys of rows that changed since they were marked, and of rows without a mark."""
    left = dict(SourceMark.objects.values_list("key", "mark"))
    changed, unmarked = set(), set()
    for key, mark in _all_marks():
        before = left.pop(key, None)
        if before is None:
            unmarked.add(key)
        elif before != mark:
            changed.add(key)
    return changed | left.keys(), unmarked  # what is left was deleted


def _all_marks() -> Iterator[tuple[str, str]]:
    for model in _MODELS.values():
        yield from _marks(model)
    yield from ((key, _table_mark(model)) for key, model in _TABLES.items())


def _table_mark(model: Any) -> str:
    """Return the mark of all rows of a table, with the order in which they are shown."""
    names = [field.attname for field in model._meta.concrete_fields]
    return _digest(list(model._default_manager.order_by("pk").values_list(*names)))


def _digest(values: Any) -> str:
    return hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()


def _marks(model: Any, **where: Any) -> Iterator[tuple[str, str]]:
    """Yield the key of each row and the mark of what it is now."""
    names = ["pk", *_shown_fields(model)]
    rows = model._default_manager.order_by("pk").filter(**where).values_list(*names)
    for pk, *values in rows.iterator(chunk_size=1000):
        yield f"{model.item_key}:{pk}", _digest(values)


def _shown_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of a model that readers may see something of."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.editable
    ]
