"""`/api/v1/news/` and its like: the items of one collection, newest first."""

from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from api.counts import item_count, shelf_version
from api.paging import ListRequest, item_position, list_answer, newest_first, page_of
from api.parameters import CURSOR, LANG, LIMIT
from api.serializers.answers import list_of
from api.serializers.items import CARD_SERIALIZERS
from api.serializers.unions import one_of
from api.types import ROOT, TYPES_OF_COLLECTION
from api.views.resource import Resource
from core.languages import LANGUAGES
from core.models import ShelfCounter, ShelfItem

SUMMARIES = {
    "news": _("List of stories"),
    "forums": _("List of forums"),
    "councils": _("List of councils"),
    "pages": _("List of pages"),
}


class ItemList(Resource):
    """The public items of a collection without their bodies, newest first."""

    collection = ""
    parameters = (LANG, LIMIT, CURSOR)
    about = _("Items without their bodies, newest first, a page at a time.")

    @property
    def operation(self) -> str:  # type: ignore[override]
        return f"{self.collection}_list"

    @property
    def summary(self) -> Any:  # type: ignore[override]
        return SUMMARIES[self.collection]

    @property
    def types(self) -> tuple[str, ...]:
        return TYPES_OF_COLLECTION[self.collection]

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        langs: tuple[str, ...] | None = values["lang"]
        filters = {"lang": ",".join(langs)} if langs else {}
        asked = ListRequest.read(f"{ROOT}/{self.collection}/", filters, values)
        lang = langs[0] if langs and len(langs) == 1 else None
        found = self._rows(lang, asked)
        page = page_of(found, asked, lambda row: item_position(*row[2:4]))
        version = found[0][4] if found else shelf_version()
        shown = {row[1] for row in page.entries} or langs or LANGUAGES
        return list_answer(
            asked,
            page,
            item_count(self.types, lang, version),
            [row[0] for row in page.entries],
            [tag for tag in LANGUAGES if tag in shown],
        )

    def _rows(self, lang: str | None, asked: ListRequest) -> list[tuple[Any, ...]]:
        """Return (card, language, date, id, version of the shelf) of one item more than asked."""
        rows = ShelfItem.objects.public()
        # One type is compared, not looked for among several, so that the index gives the order.
        first, *others = self.types
        rows = rows.filter(type__in=self.types) if others else rows.filter(type=first)
        if lang is not None:
            rows = rows.filter(lang=lang)
        version = Subquery(ShelfCounter.objects.values("value")[:1])
        shown = newest_first(rows, asked.cursor).annotate(shelf_version=version)
        columns = ("card", "lang", "published_at", "id", "shelf_version")
        return list(shown.values_list(*columns)[: asked.limit + 1])

    def answer_form(self) -> Any:
        return list_of(self.collection.capitalize(), self._cards)

    def _cards(self) -> Any:
        cards = {kind: CARD_SERIALIZERS[kind] for kind in self.types}
        return one_of(cards, "PageOrInitiativeCard", many=True)
