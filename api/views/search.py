"""`/api/v1/search/?q=`: items of every type, the best hits first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json, languages_of
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
from api.listing import read_levels
from api.paging import ListRequest
from api.parameters import CURSOR, LANG, LIMIT, TYPE, Parameter
from api.problems import bad_parameters
from api.search import query_parameter
from api.serializers.answers import list_of, search_result_of
from api.serializers.items import CARD_SERIALIZERS, OtherItemCardSerializer
from api.serializers.unions import one_of
from api.types import ROOT, TYPES
from api.views.lists import FoundPage, page_in_order
from api.views.resource import Resource
from core.caching.versions import Version
from core.publication.records import NOT_IN_LISTS
from core.publication.words import searched_text
from core.search.analysis.levels import NAMES, Level
from core.search.analysis.names.names import Names
from core.search.analysis.queries import NO_QUERY, SearchQuery, read_query
from core.search.highlights import Highlighter

_FIELDS = (*fields_of(TYPES), "highlight", "match")
_QUERY = query_parameter(
    _(
        "What to search for: every word must occur in the title, summary or text, in any spelling "
        "or form; a name also as it is written in the other script. Words between quotation marks "
        "must follow each other. 200 characters at most; of more than 16 words the first 16 are "
        "looked for. Other punctuation is not looked at."
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
        "Items of every type that have all words of “q”. “match” is how well: “exact”, each word "
        "as it was typed; “stem”, another form or spelling of a word, or another name of the same; "
        "“related”, a word of the same family, such as a plural of another pattern; “spelling”, a "
        "word that is spelled alike, only where nothing else is found. Better matches come first, "
        "then hits in titles, then in summaries, then the newer ones. “highlight” shows what was "
        "found in “title” and “text” as HTML with <mark>, null where nothing was. Pages lead "
        "through the first 1,000 hits and may shift when something is published, unless “order” "
        "is given; “count_is_capped” is true where there are more."
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
        langs, fields = values["lang"] or (), values["fields"] or ()
        found = page_in_order(values, with_body=True)
        results = list(_results(found, values["order"], fields))
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
        typed = {"en": "peace", "ar": "السلام"}
        found = {
            tag: (example_item(lang=tag), read_query(text, Names())) for tag, text in typed.items()
        }
        return {
            tag: {"count": 1, "count_is_capped": False}
            | framed([example_card(lang=tag) | _found(item, query)])
            for tag, (item, query) in found.items()
        }


def _found(item: dict[str, Any], query: SearchQuery) -> dict[str, Any]:
    return {"highlight": _highlight(item, Highlighter(query, Names())), "match": NAMES[Level.EXACT]}


def _results(found: FoundPage, order: str, fields: Sequence[str]) -> Iterator[bytes]:
    query, rows = found.query or NO_QUERY, found.page.entries
    if order == RELEVANCE:
        levels = {row[0]: Level(Level.SPELLING - row[1]) for row in rows}
    else:
        levels = read_levels(query, [row[0] for row in rows])
    highlighter = Highlighter(query)
    for row in rows:
        yield _result(row[-2], levels.get(row[0], Level.EXACT), highlighter, fields)


def _result(
    content: bytes | str, level: Level, highlighter: Highlighter, fields: Sequence[str]
) -> bytes:
    item = orjson.loads(content) | {"is_fallback": False, "match": NAMES[level]}
    wanted = fields or [key for key in item if key not in NOT_IN_LISTS] + ["highlight"]
    if "highlight" in wanted:
        item["highlight"] = _highlight(item, highlighter)
    return as_json(chosen(item, wanted))


def _highlight(item: dict[str, Any], highlighter: Highlighter) -> dict[str, str | None]:
    return {
        "title": highlighter.marked(item["title"]),
        "text": highlighter.best_excerpt(item["summary"] or "", searched_text(item)),
    }
