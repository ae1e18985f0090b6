"""The column of keys: text with spaces on SQLite, a tsvector on PostgreSQL."""

import re
from typing import Any

from django.db import models

# What separates keys or means something in a query, and what no database holds; no word has it.
_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f'\"\\\ud800-\udfff]")
# PostgreSQL's lexemes have 2 KB at most; a longer word is found by how it begins.
_MOST_CHARACTERS = 80


def as_key(key: str) -> str:
    """Return a key as both databases hold it and are asked for it.

    >>> as_key("#place:new york")
    '#place:new_york'
    """
    return _UNFIT.sub("_", key[:_MOST_CHARACTERS])


class KeysField(models.Field[Any, Any]):
    """The keys of a text, as `as_key` makes them: written as a list, read as text with spaces."""

    description = "Keys of a text"
    empty_strings_allowed = False

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_internal_type(self) -> str:
        return "KeysField"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value.replace("'", "") if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        keys = value.split() if isinstance(value, str) else sorted(set(value))
        if connection.vendor == "postgresql":
            return " ".join(f"'{key}'" for key in keys)
        return " ".join(keys)
