"""Whether anything at all is known of an address: asked before the many places are searched."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.addresses.redirects import redirect_names
from core.addresses.works import spellings
from core.language.languages import language_of_path, path_in_other_language
from core.models import FormerAddress, PublishedItem
from core.publication.state import placeholders

_MEMO = "_is_unknown_address"


def is_unknown(request: HttpRequest) -> bool:
    """Whether no page is, was or could be at the address of a request; asked once, in one query.

    False only means that it is worth looking: somewhere there is a page of this slug, or a
    redirect. Strangers ask for addresses that never were by the thousand.
    """
    known = vars(request).get(_MEMO)
    if known is None:
        known = _is_unknown(request.path_info, request.META.get("QUERY_STRING", ""))
        setattr(request, _MEMO, known)
    return bool(known)


def _is_unknown(path: str, query: str) -> bool:
    if "\x00" in path:
        return True  # PostgreSQL refuses NUL, so nothing has it
    places = [place for place in _places(path, query) if place[2]]
    checks = " OR ".join(
        # Names of our own tables and columns.
        f"EXISTS (SELECT 1 FROM {table} WHERE {column} IN ({placeholders(values)}))"  # noqa: S608
        for table, column, values in places
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {checks}", [each for *_place, values in places for each in values])
        (is_known,) = cursor.fetchone()
    return not is_known


def _places(path: str, query: str) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield each table that may know the address, the column, and the values looked for in it."""
    forms = [f"{form}/" for form in spellings(path)] if language_of_path(path) else []
    yield _table(Redirect), "old_path", redirect_names(path, query)
    yield _table(PublishedItem), "path", [*forms, *map(path_in_other_language, forms)]
    yield _table(FormerAddress), "path", forms
    # Wagtail walks down the tree by slugs; restricted pages have no published item. That there is
    # a draft must not be seen from the time that the answer takes.
    yield _table(Page), "live AND slug", [form.strip("/").rpartition("/")[2] for form in forms]


def _table(model: Any) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))
