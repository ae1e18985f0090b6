"""How many public items there are, counted once for each state of the shelf.

Counting grows with the number of stories, so a process keeps what it counted until the shelf's
counter moves or an item's time is up.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from api.types import TYPES
from core.languages import LANGUAGES
from core.models import ShelfCounter, ShelfFacet, ShelfItem

Key = tuple[Any, ...]
# language → type → number
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class _Counted:
    version: int
    until: datetime | None
    result: Any


_counted: dict[Key, _Counted] = {}


def forget_counts() -> None:
    """Forget everything that was counted: for tests, whose shelves go back in time."""
    _counted.clear()


def shelf_version() -> int:
    """Return the number of the shelf's last change."""
    return ShelfCounter.objects.values_list("value", flat=True).first() or 0


def _kept(key: Key, version: int, count: Callable[[], tuple[Any, datetime | None]]) -> Any:
    known = _counted.get(key)
    if known and known.version == version and (not known.until or known.until > timezone.now()):
        return known.result
    result, until = count()
    _counted[key] = _Counted(version, until, result)
    return result


def item_count(types: tuple[str, ...], lang: str | None, version: int) -> int:
    """Return the number of public items of these types, in one language or in all."""

    def count() -> tuple[int, datetime | None]:
        rows = ShelfItem.objects.public().filter(type__in=types)
        if lang is not None:
            rows = rows.filter(lang=lang)
        found = rows.aggregate(number=Count("pk"), until=Min("expires_at"))
        return found["number"], found["until"]

    return _kept(("items", types, lang), version, count)


def language_counts() -> Counts:
    """Return how many public items each language has, by type."""

    def count() -> tuple[dict[str, Counts], datetime | None]:
        rows = ShelfItem.objects.public().filter(type__in=TYPES).order_by()
        return _tables(
            ("", *row)
            for row in rows.values_list("lang", "type").annotate(
                number=Count("pk"), until=Min("expires_at")
            )
        )

    return _kept(("languages",), shelf_version(), count).get("") or no_counts()


def term_counts(kind: str) -> dict[str, Counts]:
    """Return how many public items each term of a vocabulary has, by its slug."""

    def count() -> tuple[dict[str, Counts], datetime | None]:
        rows = ShelfFacet.objects.filter(kind=kind, item__in=ShelfItem.objects.public())
        return _tables(
            rows.order_by()
            .values_list("key", "lang", "type")
            .annotate(number=Count("pk"), until=Min("item__expires_at"))
        )

    return _kept(("terms", kind), shelf_version(), count)


def _tables(rows: Iterable[Any]) -> tuple[dict[str, Counts], datetime | None]:
    """Return tables by key from rows (key, language, type, number, first expiry)."""
    tables: dict[str, Counts] = defaultdict(no_counts)
    expiries = []
    for key, lang, kind, number, until in rows:
        tables[key][lang][kind] = number
        if until is not None:
            expiries.append(until)
    return tables, min(expiries, default=None)


def no_counts() -> Counts:
    """Return a table in which every type has none in every language."""
    return {tag: dict.fromkeys(TYPES, 0) for tag in LANGUAGES}
