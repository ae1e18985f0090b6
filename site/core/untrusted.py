"""Text and ids from outside, made safe for the databases."""

from collections.abc import Iterable
from typing import Any

_LARGEST_ID = 2**63 - 1  # a larger number is an error in SQLite, not a row that is missing


def without_nul(text: str) -> str:
    """Return `text` without NUL characters, which PostgreSQL refuses to store."""
    return text.replace("\x00", "")


def row_id(text: str) -> int | None:
    """Return the id of a row written in `text`, or None where no row can have it.

    >>> row_id("12"), row_id("١٢"), row_id("9" * 23)
    (12, None, None)
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_LARGEST_ID))):
        return None
    number = int(text)
    return number if number <= _LARGEST_ID else None


def row_ids(texts: Iterable[Any]) -> list[int]:
    """Return the ids among `texts`; what is no id is left out."""
    return [pk for text in texts if (pk := row_id(str(text))) is not None]
