"""`/api/v1/news/` and its like: the items of one collection, filtered, ordered and paged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json, languages_of
from api.examples import example_card, framed
from api.fields import chosen, fields_of, fields_parameter, needs_body
from api.filters import FILTERS, RELEVANCE, check_together, selection_of
from api.listing import ORDERS, keys_by_relevance, keys_in_order, position_in, read_list
from api.paging import (
    ListPage,
    ListRequest,
    list_answer,
    page_of,
    ranked_page,
    ranked_span,
)
from api.parameters import CURSOR, LIMIT, Parameter
from api.search import MAX_HITS
from api.serializers.answers import list_of
from api.serializers.items import CARD_SERIALIZERS, OtherItemCardSerializer
from api.serializers.unions import one_of
from api.tables import Selection
from api.types import ROOT, TYPES_OF_COLLECTION
from api.views.resource import Resource
from core.caching.versions import Version
from core.costly.bounded import SEARCHES
from core.language.languages import LANGUAGES
from core.publication.state import PublicationState, as_content
from core.search.analysis.queries import SearchQuery
from core.search.index.tables import ITEMS
from core.search.readings import readings

SUMMARIES = {
    "news": _("List of stories"),
    "forums": _("List of forums"),
    "councils": _("List of councils"),
    "pages": _("List of pages"),
}
PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    collection: (*FILTERS, fields_parameter(fields_of(types)), LIMIT, CURSOR)
    for collection, types in TYPES_OF_COLLECTION.items()
}
# How stored cards end; nothing inside of them is ever touched.
_END, _END_OF_FALLBACK = b'"is_fallback":false}', b'"is_fallback":true}'


class ItemList(Resource):
    """The public items of a collection, without their bodies unless `fields` names them."""

    collection = ""
    about = _(
        "Items a page at a time, newest first unless “order” is given, without their bodies "
        "unless “fields” names them. An item must match all filters. “next” and “previous” "
        "lead through the list and neither skip nor repeat anything when items are added."
    )

    @property
    def operation(self) -> str:  # type: ignore[override]
        return f"{self.collection}_list"

    @property
    def summary(self) -> Any:  # type: ignore[override]
        return SUMMARIES[self.collection]

    @property
    def types(self) -> tuple[str, ...]:
        return TYPES_OF_COLLECTION[self.collection]

    @property
    def parameters(self) -> Sequence[Parameter]:  # type: ignore[override]
        return PARAMETERS[self.collection]

    def values(self, request: HttpRequest) -> dict[str, Any]:
        values = super().values(request)
        check_together(values)
        path = f"{ROOT}/{self.collection}/"
        return values | {
            "asked": ListRequest.read(path, values, self.parameters),
            "selection": selection_of(self.types, values),
        }

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        return None if values["q"] is not None else super().version(values, **path)

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        fields, langs = values["fields"], values["lang"] or ()
        found = page_in_order(values, with_body=needs_body(fields))
        page = found.page
        results = [_content(row, fields, langs) for row in page.entries]
        languages = languages_of((row[-1] for row in page.entries), langs)
        answer = found.answer(values["asked"], results, languages)
        return replace(answer, is_private=values["q"] is not None)

    def answer_form(self) -> Any:
        return list_of(self.collection.capitalize(), self._cards, may_be_capped=True)

    def examples(self) -> dict[str, Any]:
        return {tag: framed([example_card(self.types[0], tag)]) for tag in LANGUAGES}

    def _cards(self) -> Any:
        cards = {kind: CARD_SERIALIZERS[kind] for kind in self.types}
        return one_of(cards, OtherItemCardSerializer, "PageOrInitiativeCard", many=True)


@dataclass(frozen=True)
class FoundPage:
    """A page of what was found; `is_capped` as in `list_answer`, `query` as it was read."""

    state: PublicationState
    count: int
    page: ListPage
    is_capped: bool | None = None
    query: SearchQuery | None = None

    def answer(
        self, asked: ListRequest, results: Sequence[bytes], languages: Sequence[str]
    ) -> Answer:
        return list_answer(
            asked, self.page, self.count, results, self.state, languages, is_capped=self.is_capped
        )


def page_in_order(values: dict[str, Any], *, with_body: bool) -> FoundPage:
    """Return the page of a selection that is asked for, in the order that is asked for.

    Raises BusyError if it is searched for and too many searches are under way.
    """
    selection, query = values["selection"], values["q"]
    if query is None:
        return _page_in_order(values, selection, with_body=with_body)
    with SEARCHES.turn():
        for reading in readings(query.text, ITEMS):
            narrowed = selection._replace(query=reading)
            found = replace(_page_in_order(values, narrowed, with_body=with_body), query=reading)
            if found.count:
                break
        return found


def _page_in_order(values: dict[str, Any], selection: Selection, *, with_body: bool) -> FoundPage:
    asked = values["asked"]
    if values["order"] == RELEVANCE:
        start, number = ranked_span(asked, MAX_HITS)
        keys = keys_by_relevance(selection, start, number)
        state, count, rows = read_list(selection, keys, with_body=with_body)
        shown = min(count, MAX_HITS)
        return FoundPage(state, shown, ranked_page(rows, start, shown), count > MAX_HITS)
    order = ORDERS[values["order"]]
    keys = keys_in_order(selection, order, asked.cursor, asked.limit + 1)
    state, count, rows = read_list(selection, keys, with_body=with_body)
    page = page_of(rows, asked, lambda row: position_in(order, row))
    return FoundPage(state, count, page)


def _content(row: Sequence[Any], fields: Sequence[str] | None, langs: Sequence[str]) -> bytes:
    """Return the JSON of a row (…, content, lang), a fallback if `langs` do not name its `lang`."""
    content, lang = as_content(row[-2]), row[-1]
    is_fallback = bool(langs) and lang not in langs
    if fields is not None:
        # The whole form, read for its body, has no `is_fallback` of its own.
        return as_json(chosen(orjson.loads(content) | {"is_fallback": is_fallback}, fields))
    if is_fallback:
        content = content.removesuffix(_END) + _END_OF_FALLBACK
    return content
