"""What somebody typed into a search field of the CMS, as the words that are looked for.

Each word is found as a whole one and as a part of one, as in the API. Whoever types the article
finds the word without it as well: “المنتدى” finds “منتدى”.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from django.db.models import F, Lookup

from core.language.folding import folded_words, searchable, without_article

# More would only make the statement longer: nobody narrows a search by the thirteenth word.
MAX_WORDS = 12


def words_in(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, each once, and no more than a search needs.

    >>> words_in("المنتديات!")
    ('منتديات',)
    """
    words = dict.fromkeys(without_article(word) for word in folded_words(text))
    return tuple(words)[:MAX_WORDS]


def having(rows: Any, text: str, *columns: str) -> Any:
    """Return those of `rows`, a query of a table without an index, that hold each word of `text`.

    The words may be in different columns. Addresses are read without their percent signs.
    """
    words = words_in(unquote(text))
    if not words:
        return rows.none()
    found = []
    for pk, *values in rows.order_by().values_list("pk", *columns):
        held = searchable(unquote(" ".join(value for value in values if value)))
        if all(word in held for word in words):
            found.append(pk)
    return rows.filter(_IsAmong(F("pk"), found))


class _IsAmong(Lookup[Any]):
    """Whether a key is among any number of them, given as one parameter: databases limit those."""

    lookup_name = "is_among"
    prepare_rhs = False

    def __init__(self, key: Any, keys: Iterable[int]) -> None:
        super().__init__(key, list(keys))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        key, parameters = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{key} = ANY(%s)", (*parameters, self.rhs)
        among = "IN (SELECT value FROM json_each(%s))"
        return f"{key} {among}", (*parameters, json.dumps(self.rhs))
