"""`/api/v1/languages/`: the languages of the site."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from api.answers import as_json, json_answer
from api.counts import language_counts
from api.serializers.answers import LanguageSerializer, list_of
from api.views.resource import Resource
from core.languages import DEFAULT_LANGUAGE, LANGUAGES


class LanguageList(Resource):
    operation = "languages"
    summary = _("Languages")
    about = _("The languages of the site, with how much there is in each.")

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        counts = language_counts()
        results = [
            {
                "tag": tag,
                "name": language.name,
                "dir": language.direction,
                "default": tag == DEFAULT_LANGUAGE,
                "counts": counts[tag],
            }
            for tag, language in LANGUAGES.items()
        ]
        frame = {"count": len(results), "next": None, "previous": None, "results": results}
        return json_answer(as_json(frame))

    def answer_form(self) -> Any:
        return list_of("Language", partial(LanguageSerializer, many=True))
