"""Pages of lists: their frame, their neighbours, and the seek that finds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse

from api.answers import joined, json_answer
from api.cursors import Cursor, read_cursor
from core.addresses import absolute
from core.models.shelf import ShelfQuerySet

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class ListRequest:
    """What is asked of a list: its address, how many entries, and where they begin.

    `filters` are the parameters that choose entries; a cursor is good for the same ones only.
    """

    path: str
    filters: dict[str, str]
    limit: int
    cursor: Cursor | None

    @classmethod
    def read(cls, path: str, filters: dict[str, str], values: dict[str, Any]) -> "ListRequest":
        """Return the request for `path` with the `limit` and `cursor` of its parameters."""
        text = values["cursor"]
        cursor = None if text is None else read_cursor(text, _scope(path, filters))
        return cls(path, filters, values["limit"], cursor)

    def address(self, cursor: Cursor | None) -> str | None:
        """Return the absolute address of the page at `cursor`."""
        if cursor is None:
            return None
        query = {
            **self.filters,
            "limit": self.limit,
            "cursor": cursor.signed(_scope(self.path, self.filters)),
        }
        return f"{absolute(self.path)}?{urlencode(query, safe=',')}"


def _scope(path: str, filters: dict[str, str]) -> str:
    return f"{path}?{urlencode(sorted(filters.items()))}"


@dataclass(frozen=True)
class ListPage:
    """Entries in the order of the list, and the cursors of the pages before and after them."""

    entries: Sequence[Any]
    before: Cursor | None
    after: Cursor | None


def page_of(
    found: Sequence[Any], request: ListRequest, position: Callable[[Any], tuple[Any, ...]]
) -> ListPage:
    """Return the page in `found`, which was fetched with one entry more than is asked for.

    Backward pages come in reverse. There is always a way back to where a cursor came from.
    """
    cursor = request.cursor
    entries = list(found[: request.limit])
    has_more = len(found) > request.limit
    is_backward = cursor is not None and cursor.is_backward
    if is_backward:
        entries.reverse()
    if not entries:
        return ListPage([], None, None)
    first = Cursor(position(entries[0]), is_backward=True)
    last = Cursor(position(entries[-1]))
    if is_backward:
        return ListPage(entries, first if has_more else None, last)
    return ListPage(entries, first if cursor else None, last if has_more else None)


def list_answer(
    request: ListRequest, page: ListPage, count: int, results: Sequence[str], languages: Any
) -> HttpResponse:
    """Return a page of a list whose `results` are JSON already."""
    neighbours = {"next": request.address(page.after), "previous": request.address(page.before)}
    names = {"next": "next", "previous": "prev"}
    links = [f'<{url}>; rel="{names[name]}"' for name, url in neighbours.items() if url]
    text = joined({"count": count, **neighbours}, "results", results)
    return json_answer(text, languages, links)


def newest_first(rows: ShelfQuerySet, cursor: Cursor | None) -> ShelfQuerySet:
    """Return items from `cursor` on, newest first; towards the newest where it points back.

    The bound on the date alone lets the index be sought; the rest settles items of one moment.
    """
    if cursor is None:
        return rows.newest_first()
    moment = _EPOCH + cursor.position[0] * _MICROSECOND
    pk = cursor.position[1]
    if cursor.is_backward:
        later = Q(published_at__gt=moment) | Q(id__gt=pk)
        return rows.filter(later, published_at__gte=moment).order_by("published_at", "id")
    earlier = Q(published_at__lt=moment) | Q(id__lt=pk)
    return rows.filter(earlier, published_at__lte=moment).newest_first()


def item_position(published_at: datetime, pk: int) -> tuple[int, int]:
    """Return the place of an item in its list, as a cursor keeps it."""
    return (published_at - _EPOCH) // _MICROSECOND, pk
