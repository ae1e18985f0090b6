"""`/api/v1/search/?q=`: items of every type, the best hits first."""

from dataclasses import replace
from functools import partial
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, Version, as_json, languages_of
from api.dates import PUBLISHED_AFTER, PUBLISHED_BEFORE
from api.examples import example_card, example_item, framed
from api.fields import chosen, fields_of, fields_parameter
from api.filters import (
    FORUM,
    GOVERNORATE,
    ORGANISATION,
    RELEVANCE,
    TOPIC,
    faults_of_dates,
    read_order,
    selection_of,
)
from api.highlights import excerpt, marked
from api.paging import ListRequest
from api.parameters import CURSOR, LANG, LIMIT, TYPE, Parameter
from api.problems import bad_parameters
from api.search import Query, query_parameter, read_query
from api.serializers.answers import list_of, search_result_of
from api.serializers.items import CARD_SERIALIZERS, OtherItemCardSerializer
from api.serializers.unions import one_of
from api.types import ROOT, TYPES
from api.views.lists import page_in_order
from api.views.resource import Resource
from core.publication.records import NOT_IN_LISTS

_FIELDS = (*fields_of(TYPES), "highlight", "match")
_QUERY = query_parameter(
    _(
        "What to search for: every word must occur in the title, summary or text, as a word or as "
        "a part of one; spellings of one Arabic word count as the same. 200 characters and 12 "
        "words at most; punctuation around words is not looked at."
    ),
    is_required=True,
)


_ORDERS = (RELEVANCE, "-published_at", "published_at")
_ORDER = Parameter(
    "order",
    partial(read_order, allowed=_ORDERS),
    {"type": "string", "enum": list(_ORDERS), "default": RELEVANCE},
    _(
        "“relevance”, the best hits first, when left out: the first 1,000 of them; "
        "“-published_at”, newest first, or “published_at”, oldest first: all of them."
    ),
    default=RELEVANCE,
    example="-published_at",
)


class Search(Resource):
    operation = "search"
    summary = _("Search")
    about = _(
        "Items of every type that have all words of “q”: hits in titles before hits in texts, "
        "whole words before parts of words, then the newest. “highlight” shows what was found in "
        "“title” and “text” as HTML with <mark>, null where nothing was; “match” is how: “words”. "
        "Pages lead through the first 1,000 hits and may shift when something is published, unless "
        "“order” is given; “count_is_capped” is true where there are more."
    )
    parameters = (
        _QUERY, LANG, TYPE, FORUM, TOPIC, GOVERNORATE, ORGANISATION, PUBLISHED_AFTER,
        PUBLISHED_BEFORE, _ORDER, fields_parameter(_FIELDS), LIMIT, CURSOR,
    )  # fmt: skip

    def values(self, request: HttpRequest) -> dict[str, Any]:
        values = super().values(request)
        if faults := faults_of_dates(values):
            raise bad_parameters(faults)
        return values | {
            "asked": ListRequest.read(f"{ROOT}/search/", values, self.parameters),
            "selection": selection_of(values["type"] or TYPES, values),
        }

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        return None

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        query, langs, fields = values["q"], values["lang"] or (), values["fields"] or ()
        found = page_in_order(values, with_body=True)
        results = [_result(row[-2], query, fields) for row in found.page.entries]
        languages = languages_of((row[-1] for row in found.page.entries), langs)
        # Beyond the order of relevance, every hit is counted and can be reached.
        whole = replace(found, is_capped=bool(found.is_capped))
        return replace(whole.answer(values["asked"], results, languages), is_private=True)

    def answer_form(self) -> Any:
        results = {kind: search_result_of(card) for kind, card in CARD_SERIALIZERS.items()}
        other = search_result_of(OtherItemCardSerializer)
        make = partial(one_of, results, other, "SearchResult", many=True)
        return list_of("Search", make, is_always_capped=True)

    def examples(self) -> dict[str, Any]:
        queries = {"en": read_query("peace"), "ar": read_query("السلام")}
        found = {tag: (example_item(lang=tag), query) for tag, query in queries.items()}
        return {
            tag: {"count": 1, "count_is_capped": False}
            | framed(
                [example_card(lang=tag) | {"highlight": _highlight(item, query), "match": "words"}]
            )
            for tag, (item, query) in found.items()
        }


def _result(content: bytes | str, query: Query, fields: tuple[str, ...]) -> bytes:
    item = orjson.loads(content) | {"is_fallback": False, "match": "words"}
    wanted = fields or [key for key in item if key not in NOT_IN_LISTS] + ["highlight"]
    if "highlight" in wanted:
        item["highlight"] = _highlight(item, query)
    return as_json(chosen(item, wanted))


def _highlight(item: dict[str, Any], query: Query) -> dict[str, str | None]:
    texts = (excerpt(item[key] or "", query.words) for key in ("summary", "body_text"))
    return {
        "title": marked(item["title"], query.words),
        "text": next((text for text in texts if text is not None), None),
    }
