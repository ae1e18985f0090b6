"""Pages of lists: their frame, their neighbours, and how a page is cut out of what was found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from api.answers import Answer, joined, json_answer
from api.cursors import Cursor, read_cursor
from api.parameters import Parameter, bound, written
from core.addresses.base import absolute
from core.language.languages import LANGUAGES
from core.publication.state import PublicationState

# These choose how a list is shown, not what is in it: a cursor is valid whatever they are.
_NOT_IN_SCOPE = {"fields", "limit", "cursor"}


@dataclass(frozen=True)
class ListRequest:
    """What is asked of a list: its address, how many entries, and where they begin.

    `scope` is what a cursor is valid for: the same list, filters and order. `query` is the part
    of the query that links to other pages have in common.
    """

    path: str
    scope: str
    query: str
    limit: int
    cursor: Cursor | None

    @classmethod
    def read(
        cls, path: str, values: Mapping[str, Any], parameters: Sequence[Parameter]
    ) -> "ListRequest":
        """Return the request for `path` with these values of its parameters."""
        in_scope = [each for each in parameters if each.name not in _NOT_IN_SCOPE]
        texts, fields = written(values, in_scope), values.get("fields")
        # Names may be renamed while somebody reads: the links show their slugs of now.
        scope = f"{path}?{urlencode(bound(values, in_scope), safe=',')}"
        query = urlencode(texts, safe=",:")
        if fields is not None:
            query = f"{query}&fields={','.join(fields)}".removeprefix("&")
        cursor = None if values["cursor"] is None else read_cursor(values["cursor"], scope)
        return cls(path, scope, query, values["limit"], cursor)

    def address(self, cursor: Cursor | None) -> str | None:
        """Return the absolute address of the page at `cursor`."""
        if cursor is None:
            return None
        # A cursor has no character that an address would have to encode.
        place = f"limit={self.limit}&cursor={cursor.signed(self.scope)}"
        return f"{absolute(self.path)}?{self.query and f'{self.query}&'}{place}"


class ListPage(NamedTuple):
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
    request: ListRequest,
    page: ListPage,
    count: int,
    results: Sequence[bytes],
    state: PublicationState,
    languages: Iterable[str] = tuple(LANGUAGES),
    *,
    is_capped: bool | None = None,
) -> Answer:
    """Return a page of a list whose `results` are JSON already.

    `is_capped` is whether more was found than `count`, where that may be.
    """
    neighbours = {"next": request.address(page.after), "previous": request.address(page.before)}
    names = {"next": "next", "previous": "prev"}
    links = [f'<{url}>; rel="{names[name]}"' for name, url in neighbours.items() if url]
    capped = {} if is_capped is None else {"count_is_capped": is_capped}
    body = joined({"count": count, **capped, **neighbours}, "results", results)
    return json_answer(body, state, languages, links)


def ranked_page(rows: Sequence[Any], start: int, end: int) -> ListPage:
    """Return the page of rows that begin at the number `start` of a list that ends at `end`."""
    if not rows:
        return ListPage([], None, None)
    after = start + len(rows)
    return ListPage(
        rows,
        Cursor((start,), is_backward=True) if start else None,
        Cursor((after,)) if after < end else None,
    )


def ranked_span(request: ListRequest, end: int) -> tuple[int, int]:
    """Return (start, number) of the entries of a page in a list that is counted through."""
    cursor = request.cursor
    place = min(int(cursor.position[0]), end) if cursor else 0
    if cursor is not None and cursor.is_backward:
        start = max(0, place - request.limit)
        return start, place - start
    return place, min(request.limit, end - place)
