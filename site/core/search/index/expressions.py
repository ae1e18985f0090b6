"""What is asked of the keys of a text, in the language of each database.

    SQLite       ("=peace" OR "~peac") AND ("=hit") NOT ("t=hit")
    PostgreSQL   ('=peace' | '~peac') & ('=hit') & !('t=hit')

Keys come from what somebody typed: `as_key` leaves nothing in them that either language reads.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from core.search.index.fields import as_key

# A key that no text has.
_NO_KEY = "!"


def one_of(keys: Iterable[str], part: str = "", *, begun: Iterable[str] = ()) -> str:
    """Return the expression that a text has one of these keys, or one that begins as `begun`.

    With `part`, a letter of `analysis.documents`, it has the key in that part.
    """
    is_tsquery = connection.vendor == "postgresql"
    quote, sign, beginning = ("'", " | ", ":*") if is_tsquery else ('"', " OR ", " *")
    each = [f"{quote}{part}{as_key(key)}{quote}" for key in keys]
    each += [f"{quote}{part}{as_key(key)}{quote}{beginning}" for key in begun]
    return f"({sign.join(each or [f'{quote}{_NO_KEY}{quote}'])})"


def all_of(expressions: Sequence[str]) -> str:
    """Return the expression that all of these are true."""
    return f"({(' & ' if connection.vendor == 'postgresql' else ' AND ').join(expressions)})"


def without(expression: str, other: str) -> str:
    """Return the expression that the first is true and the other is not."""
    sign = "& !" if connection.vendor == "postgresql" else "NOT "
    return f"({expression} {sign}{other})"
