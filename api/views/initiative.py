"""`/api/v1/initiative/`: the initiative itself, in all its languages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from api.answers import Answer
from api.examples import example_pair
from api.fields import fields_of_items
from api.problems import not_found
from api.rows import rows_of_type, version_of
from api.serializers.answers import pair_of
from api.views.resource import Resource
from api.views.works import pair_answer
from core.caching.versions import Version


class Initiative(Resource):
    operation = "initiative"
    summary = _("The initiative")
    about = _("The initiative itself in all its languages: its name, mission and front page.")
    parameters = (fields_of_items(("initiative",)),)
    errors = (400, 404, 406, 410, 429)

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        return version_of(rows_of_type("initiative", with_content=False)[1])

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state, rows = rows_of_type("initiative")
        if not rows:
            raise not_found()
        return pair_answer(state, rows, values["fields"])

    def answer_form(self) -> Any:
        return pair_of("initiative")

    def examples(self) -> dict[str, Any]:
        return {"both": example_pair("initiative")}
