"""How many public items there are, counted once for each publication state.

Counting takes longer the more stories there are, so a process caches its counts until something
is published or withdrawn or an item expires.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Any

from django.db.models import Count

from api.types import TYPES
from core.language.languages import LANGUAGES
from core.models import ItemFacet, PublishedItem
from core.publication.state import PublicationState

# How many counts are cached; parameters of lists have endless combinations.
CAPACITY = 1000
Key = Hashable
# language → type → number
Counts = dict[str, dict[str, int]]

_counted: OrderedDict[Key, tuple[PublicationState, Any]] = OrderedDict()
_lock = Lock()


def forget_counts() -> None:
    """Clear the cache of counts: for tests, in which publication goes back in time."""
    with _lock:
        _counted.clear()


def cached_count(key: Key, state: PublicationState) -> Any:
    """Return what is cached under `key` for this publication state, or None."""
    with _lock:
        found = _counted.get(key)
        return found[1] if found and found[0] == state else None


def last_counted(key: Key) -> tuple[PublicationState, Any] | None:
    """Return the latest count under `key`, with the publication state that it belongs to."""
    with _lock:
        return _counted.get(key)


def cache_count(key: Key, state: PublicationState, result: Any) -> Any:
    """Cache and return what was counted in this publication state."""
    with _lock:
        _counted[key] = (state, result)
        _counted.move_to_end(key)
        while len(_counted) > CAPACITY:
            _counted.popitem(last=False)
    return result


def counted(key: Key, state: PublicationState, count: Callable[[], Any]) -> Any:
    """Return the result of `count`, called once for each publication state."""
    found = cached_count(key, state)
    return cache_count(key, state, count()) if found is None else found


def language_counts(state: PublicationState) -> Counts:
    """Return how many public items each language has, by type."""

    def count() -> Counts:
        rows = PublishedItem.objects.public().filter(type__in=TYPES).order_by()
        numbers = rows.values_list("lang", "type").annotate(number=Count("pk"))
        return _tables(("", *row) for row in numbers).get("") or no_counts()

    return counted(("languages",), state, count)


def term_counts(kind: str, state: PublicationState) -> dict[str, Counts]:
    """Return how many public items each term of a vocabulary has, by its slug."""

    def count() -> dict[str, Counts]:
        rows = ItemFacet.objects.filter(kind=kind, item__in=PublishedItem.objects.public())
        columns = rows.order_by().values_list("key", "lang", "type")
        return _tables(columns.annotate(number=Count("pk")))

    return counted(("terms", kind), state, count)


def _tables(rows: Iterable[Any]) -> dict[str, Counts]:
    """Return tables by key from rows (key, language, type, number)."""
    tables: dict[str, Counts] = defaultdict(no_counts)
    for key, lang, kind, number in rows:
        tables[key][lang][kind] = number
    return tables


def no_counts() -> Counts:
    """Return a table in which every type has none in every language."""
    return {tag: dict.fromkeys(TYPES, 0) for tag in LANGUAGES}
