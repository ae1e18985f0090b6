"""Published items of single works: those that are public, those that were, and their version."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from api.types import item_path
from core.addresses.base import absolute
from core.caching.versions import Version
from core.language.languages import LANGUAGES
from core.models import PublishedItem
from core.publication.records import is_reserved
from core.publication.state import (
    PublicationState,
    as_content,
    from_sql,
    placeholders,
    read_published,
    sql_content,
)

UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_COLUMNS = (
    "work", "lang", "type", "path", "title", "original_lang", "is_public", "expires_at",
    "gone_since", "seq", "updated_at", "short_code",
)  # fmt: skip
# In the order of Row, without its content.
COLUMNS = ", ".join(_COLUMNS)
FULL = '"full"'
_ORDER = list(LANGUAGES)


class Row(NamedTuple):
    """A published item, public or withdrawn. `full` is empty where content was not asked for."""

    work: UUID
    lang: str
    type: str
    path: str
    title: str
    original_lang: str
    is_public: bool
    expires_at: datetime | None
    withdrawn_at: datetime | None
    seq: int
    updated_at: datetime
    short_code: str
    full: bytes = b""

    @property
    def gone_since(self) -> datetime | None:
        """When the item was withdrawn, or its time was up; None while it is public."""
        if not self.is_public:
            return self.withdrawn_at
        is_over = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.expires_at if is_over else None

    @property
    def is_reserved(self) -> bool:
        """Whether the text belongs to others, so that no other site shows it; by its content."""
        return is_reserved(self.full)

    @property
    def link(self) -> dict[str, str]:
        """The item as other languages point to it."""
        return {
            "lang": self.lang,
            "title": self.title,
            "url": absolute(self.path),
            "api_url": absolute(item_path(self.type, self.work, self.lang)),
        }

    @property
    def alternate(self) -> str:
        """The item's place in a Link header."""
        address = absolute(item_path(self.type, self.work, self.lang))
        return f'<{address}>; rel="alternate"; hreflang="{self.lang}"'


def rows_of_work(
    work: str, types: Sequence[str], *, with_content: bool = True
) -> tuple[PublicationState | None, list[Row]]:
    """Return what there is and was of a work, in the order of the languages.

    For what is no UUID nothing is looked up, and no state returned.
    """
    if not UUID_FORM.fullmatch(work):
        return None, []
    return _read(
        f"work = %s AND type IN ({placeholders(types)})", [work_in_sql(work), *types], with_content
    )


def rows_of_item(item: PublishedItem) -> tuple[PublicationState, list[Row]]:
    """Return what there is and was of an item's work, in the order of the languages."""
    values = [work_in_sql(str(item.work)), item.type]
    return _read("work = %s AND type = %s", values, with_content=True)


def rows_of_address(paths: Sequence[str]) -> tuple[PublicationState, list[Row]]:
    """Return all rows of the works that have, or had when withdrawn, one of these addresses."""
    here = f"SELECT work FROM core_shelfitem WHERE path IN ({placeholders(paths)})"  # noqa: S608 - placeholders alone
    return _read(f"work IN ({here})", [*paths], with_content=True)


def rows_of_type(kind: str, *, with_content: bool = True) -> tuple[PublicationState, list[Row]]:
    """Return all rows of one type, in the order of the languages."""
    return _read("type = %s", [kind], with_content)


def _read(where: str, params: list[Any], with_content: bool) -> tuple[PublicationState, list[Row]]:
    columns = f"{COLUMNS}, {sql_content(FULL)}" if with_content else COLUMNS
    source = f"SELECT {columns} FROM core_shelfitem WHERE {where}"  # noqa: S608 - columns of ours
    state, rows = read_rows(source, params)
    return state, sorted(rows, key=lambda row: _ORDER.index(row.lang))


def read_rows(
    source: str, params: Sequence[Any], order: str = ""
) -> tuple[PublicationState, list[Row]]:
    """Return the rows of an SQL query of COLUMNS and, if wanted, the content: `read_published`."""
    state, found = read_published(source, params, order)
    return state, [_row(values) for values in found]


def _row(values: tuple[Any, ...]) -> Row:
    row = Row(*values)
    return row._replace(
        work=as_uuid(row.work),
        is_public=bool(row.is_public),
        expires_at=from_sql(row.expires_at),
        withdrawn_at=from_sql(row.withdrawn_at),
        updated_at=from_sql(row.updated_at) or row.updated_at,
        full=as_content(row.full),
    )


def as_uuid(work: Any) -> UUID:
    """Return a work as the database gave it; SQLite has it as text."""
    return work if isinstance(work, UUID) else UUID(work)


def work_in_sql(work: str) -> Any:
    """Return a work as the database compares it."""
    return PublishedItem._meta.get_field("work").get_db_prep_value(UUID(work), connection)


def public_only(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.gone_since is None]


def version_of(rows: Sequence[Row]) -> Version | None:
    """Return the version of a work, withdrawn languages included; None if nothing is public."""
    if not public_only(rows):
        return None
    latest = max(rows, key=lambda row: row.seq)
    ended = [row.gone_since for row in rows if row.is_public and row.gone_since]
    # A withdrawal is dated to the next second: another change may fall into its own.
    gone = [row.gone_since + timedelta(seconds=1) for row in rows if row.gone_since]
    changed_at = max([latest.updated_at, *gone])
    return Version(latest.seq, changed_at, max(ended, default=None))
