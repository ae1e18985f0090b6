"""`/api/v1/search/?q=`: items of every type, the best hits first."""

from functools import partial
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json, languages_of
from api.examples import example_card, example_item, framed
from api.fields import chosen, fields_of, fields_parameter
from api.highlights import excerpt, marked
from api.listing import Selection
from api.paging import ListRequest, list_answer
from api.parameters import CURSOR, LANG, LIMIT, TYPE
from api.search import Query, query_parameter, read_query
from api.serializers.answers import list_of, search_result_of
from api.serializers.items import CARD_SERIALIZERS
from api.serializers.unions import one_of
from api.types import ROOT, TYPES
from api.views.lists import ranked
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


class Search(Resource):
    operation = "search"
    summary = _("Search")
    about = _(
        "Items of every type that have all words of “q”: hits in titles before hits in texts, "
        "whole words before parts of words, then the newest. “highlight” shows what was found in "
        "“title” and “text” as HTML with <mark>, null where nothing was; “match” is how: “words”. "
        "Pages lead through the first 1,000 hits and may shift when something is published."
    )
    parameters = (_QUERY, LANG, TYPE, fields_parameter(_FIELDS), LIMIT, CURSOR)

    def values(self, request: HttpRequest) -> dict[str, Any]:
        values = super().values(request)
        return values | {"asked": ListRequest.read(f"{ROOT}/search/", values, self.parameters)}

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        query, langs, fields = values["q"], values["lang"] or (), values["fields"] or ()
        selection = Selection(types=values["type"] or TYPES, langs=langs, words=query.words)
        state, count, page = ranked(selection, values["asked"], with_body=True)
        results = [_result(row[-2], query, fields) for row in page.entries]
        languages = languages_of((row[-1] for row in page.entries), langs)
        return list_answer(values["asked"], page, count, results, state, languages)

    def answer_form(self) -> Any:
        results = {kind: search_result_of(card) for kind, card in CARD_SERIALIZERS.items()}
        return list_of("Search", partial(one_of, results, "SearchResult", many=True))

    def examples(self) -> dict[str, Any]:
        queries = {"en": read_query("peace"), "ar": read_query("السلام")}
        found = {tag: (example_item(lang=tag), query) for tag, query in queries.items()}
        return {
            tag: framed(
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
