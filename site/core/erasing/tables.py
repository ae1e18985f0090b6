"""The columns of all tables that hold text, read and written below the models.

No model's `save` runs: it would add a revision, a log entry or a redirect that holds the phrase.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models

from core.erasing.registry import columns_of_codes
from core.erasing.values import ADDRESSES

_AT_ONCE = 500
# Rows of these are made by code alone.
_OF_CODE = {"contenttypes.contenttype", "auth.permission", "wagtailcore.locale", "core.workerpulse"}
_TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


@dataclass(frozen=True)
class Table:
    """The text columns of one model's own table."""

    model: Any
    columns: Sequence[Any]

    @cached_property
    def label(self) -> str:
        return str(self.model._meta.label_lower)

    def rows(self, pk: Any = None) -> Iterator[tuple[Any, dict[str, str]]]:
        """Yield the key of each row, or of one, and its texts by the fields' names.

        Columns without any text are left out.
        """
        names = ", ".join(_selected(column) for column in self.columns)
        key = _quoted(self.model._meta.pk.column)
        which = f"WHERE {key} = %s" if pk is not None else f"ORDER BY {key}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {names} FROM {self._name} {which}",  # noqa: S608
                [pk] if pk is not None else [],
            )
            while rows := cursor.fetchmany(_AT_ONCE):
                for found, *values in rows:
                    fields = zip(self.columns, values, strict=True)
                    yield found, {field.name: text for field, text in fields if text}

    def update(self, pk: Any, texts: Mapping[str, Any]) -> None:
        """Write texts of the row with this key."""
        fields = [self.model._meta.get_field(name) for name in texts]
        written = ", ".join(f"{_quoted(field.column)} = {_parameter(field)}" for field in fields)
        key = _quoted(self.model._meta.pk.column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._name} SET {written} WHERE {key} = %s",  # noqa: S608
                [*texts.values(), pk],
            )

    @property
    def _name(self) -> str:
        return _quoted(self.model._meta.db_table)


def text_tables() -> list[Table]:
    """Return the tables that hold texts which people may have written."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower in _OF_CODE or not model._meta.managed or model._meta.proxy:
            continue
        fields = model._meta.local_concrete_fields
        codes = columns_of_codes(model._meta.label_lower)
        columns = [each for each in fields if each.name not in codes and _holds_text(each)]
        if columns:
            found.append(Table(model, columns))
    return found


def is_address(field: Any) -> bool:
    """Whether a column holds an address or a part of one, in which no mark may be put."""
    return isinstance(field, models.SlugField | models.URLField) or field.name in ADDRESSES


def is_json(field: Any) -> bool:
    return str(field.db_type(connection)).lower() in {"jsonb", "json"} or isinstance(
        field, models.JSONField
    )


def _holds_text(field: Any) -> bool:
    is_text = isinstance(field, _TEXTS) or field.get_internal_type() in {"TextField", "JSONField"}
    return bool(is_text and not (field.primary_key or field.choices))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _selected(field: Any) -> str:
    column = _quoted(field.column)
    return f"{column}::text" if is_json(field) and connection.vendor == "postgresql" else column


def _parameter(field: Any) -> str:
    return "%s::jsonb" if is_json(field) and connection.vendor == "postgresql" else "%s"
