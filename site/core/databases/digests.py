"""What is in each table, as a number of rows and a digest that two kinds of databases share."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.blocks import StreamValue

from core.search.index.fields import KeysField

_AT_ONCE = 500
_BITS = 256
# Wagtail's index, which `core.search` replaces: it is empty, and has other tables on each database.
_OF_ONE_DATABASE = {"wagtailsearch"}


@dataclass(frozen=True)
class TableDigest:
    """A table: the number of its rows, and a digest of all they hold, whatever their order."""

    rows: int
    digest: str


def stored_models() -> list[Any]:
    """Return a model for each table of ours, those between two others included."""
    found = apps.get_models(include_auto_created=True, include_swapped=False)
    stored = [model for model in found if model._meta.managed and not model._meta.proxy]
    stored = [model for model in stored if model._meta.app_label not in _OF_ONE_DATABASE]
    return sorted(stored, key=lambda model: str(model._meta.db_table))


def table_digests() -> Iterator[tuple[str, TableDigest]]:
    """Yield the name of each table of the database and what is in it."""
    for model in stored_models():
        yield model._meta.db_table, _digest(model)


def _digest(model: Any) -> TableDigest:
    fields = model._meta.local_concrete_fields
    rows = model._base_manager.order_by().values_list(*(field.attname for field in fields))
    count = total = 0
    for row in rows.iterator(chunk_size=_AT_ONCE):
        values = [_plain(field, value) for field, value in zip(fields, row, strict=True)]
        text = json.dumps(values, sort_keys=True, default=str)
        # Added up: databases sort texts differently.
        total += int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
        count += 1
    return TableDigest(count, f"{total % 2**_BITS:064x}")


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    """Return a value in a form that does not depend on the database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(field, KeysField):
        return sorted(set((value or "").split()))
    if isinstance(value, StreamValue):
        return value.get_prep_value()
    return value
