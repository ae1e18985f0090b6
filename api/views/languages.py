"""`/api/v1/languages/`: the languages of the site."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json, json_answer
from api.counts import language_counts
from api.examples import example_language, framed
from api.serializers.answers import LanguageSerializer, list_of
from api.views.resource import Resource
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.publication.state import publication_state


class LanguageList(Resource):
    operation = "languages"
    summary = _("Languages")
    about = _("The languages of the site, with how much there is in each.")

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state = publication_state()
        counts = language_counts(state)
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
        return json_answer(as_json(frame), state)

    def answer_form(self) -> Any:
        return list_of("Language", partial(LanguageSerializer, many=True))

    def examples(self) -> dict[str, Any]:
        return {"both": framed([example_language(tag) for tag in LANGUAGES])}
