"""Documents of a set as published items of the database, and the search among them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from core.models import ItemText, PublishedItem
from core.publication.counter import next_seqs
from core.search.analysis.documents import TITLE
from core.search.analysis.names.names import Names
from core.search.analysis.prefixes import read_prefix
from core.search.analysis.queries import SearchQuery, Term, query_of
from core.search.index.columns import columns_of
from core.search.index.tables import ITEMS, Sql
from tests.search.collection import Parts, Searched

_DATE = datetime(2024, 1, 1, tzinfo=UTC)


def write(documents: Iterable[tuple[Mapping[str, Any], Parts]]) -> list[PublishedItem]:
    """Write documents, of which the parts are known, as published items without pages."""
    rows = list(documents)
    first = next_seqs(len(rows))
    items = PublishedItem.objects.bulk_create(
        (_item(document, first + place) for place, (document, _parts) in enumerate(rows)),
        batch_size=500,
    )
    texts = [
        ItemText(item=item, title=item.title, keys=found.keys, stems=found.stems)
        for item, (_document, parts) in zip(items, rows, strict=True)
        for found in [columns_of(parts)]
    ]
    ItemText.objects.bulk_create(texts, batch_size=200)
    return items


def remove(items: Iterable[PublishedItem]) -> None:
    PublishedItem.objects.filter(pk__in=[item.pk for item in items]).delete()


def _item(document: Mapping[str, Any], seq: int) -> PublishedItem:
    date = document.get("published_at", _DATE)
    return PublishedItem(
        work=uuid4(),
        lang=document["lang"],
        type="news",
        is_public=True,
        seq=seq,
        published_at=date,
        updated_at=date,
        # The name of the document in its set.
        path=document["id"],
        title=document["title"],
        summary="",
        original_lang=document["lang"],
        translation_status="original",
        card="{}",
        full="{}",
        digest="",
        source_mark="",
    )


class Archive(Searched):
    """The published items of the database; what is found is named as in its set."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.paths = {
            pk: (path, lang, date)
            for pk, path, lang, date in PublishedItem.objects.public().values_list(
                "pk", "path", "lang", "published_at"
            )
        }

    def has(self, term: Term, lang: str) -> bool:
        return bool(self.matching(query_of(term), lang))

    def matching(self, query: SearchQuery, lang: str) -> list[str]:
        if query.is_empty:
            return []
        ranked = [
            (level, -points, -date.timestamp(), path)
            for pk, level, points in _rows(ITEMS.ranked(query))
            for path, own, date in [self.paths[pk]]
            if lang in ("any", own)
        ]
        return [path for *_points, path in sorted(ranked)]

    def suggest(self, text: str, lang: str) -> list[str]:
        query = read_prefix(text, self.names)
        if query.is_empty:
            return []
        paths = [self.paths[pk] for (pk,) in _rows(ITEMS.completing(query, TITLE))]
        return [path for path, own, _date in paths if lang in ("any", own)]


def _rows(sql: Sql) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return list(cursor.fetchall())
