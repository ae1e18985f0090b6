"""`/api/v1/suggest/?q=`: titles that complete what is being typed."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json, json_answer, languages_of
from api.examples import example_item
from api.listing import read_titles
from api.parameters import LANG, limit_parameter
from api.rows import as_uuid
from api.search import query_parameter
from api.serializers.answers import SuggestionSerializer, SuggestionsSerializer
from api.types import TYPES, item_path
from api.views.resource import Resource
from core.addresses.base import absolute
from core.caching.versions import Version
from core.costly.bounded import SEARCHES
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES
from core.search.analysis.names.names import known_names
from core.search.analysis.prefixes import read_prefix

_QUERY = query_parameter(
    _(
        "What was typed so far. Its words must be in a title, and the last one may be the "
        "beginning of a word. 200 characters at most."
    ),
    is_required=True,
)


class Suggest(Resource):
    operation = "suggest"
    summary = _("Suggestions while typing")
    about = _(
        "Titles in which a word begins with what is typed, of every type and in both languages "
        "unless “lang” names one; those that begin with it come first, then the newest. "
        "There is only one page."
    )
    parameters = (_QUERY, LANG, limit_parameter(8, 20, "8"))

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        return None

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        langs = values["lang"] or ()
        with SEARCHES.turn():
            prefix = read_prefix(values["q"].text, known_names())
            state, rows = read_titles(TYPES, langs, prefix, values["limit"])
        results = [
            {
                "title": isolated_text(title, LANGUAGES[lang].direction),
                "lang": lang,
                "type": kind,
                "url": absolute(address),
                "api_url": absolute(item_path(kind, as_uuid(work), lang)),
            }
            for title, lang, kind, address, work in rows
        ]
        languages = languages_of((row[1] for row in rows), langs)
        answer = json_answer(as_json({"results": results}), state, languages)
        return replace(answer, is_private=True)

    def answer_form(self) -> Any:
        return SuggestionsSerializer

    def examples(self) -> dict[str, Any]:
        keys = [str(key) for key in SuggestionSerializer().fields]
        items = {tag: example_item(lang=tag) for tag in LANGUAGES}
        return {tag: {"results": [{key: item[key] for key in keys}]} for tag, item in items.items()}
