"""`/api/v1/initiative/`: the initiative itself, in all its languages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from api.problems import not_found
from api.serializers.answers import pair_of
from api.views.resource import Resource
from api.views.works import pair_answer, rows_of
from core.models import ShelfItem


class Initiative(Resource):
    operation = "initiative"
    summary = _("The initiative")
    about = _("The initiative itself in all its languages: its name, mission and front page.")
    errors = (400, 404, 406)

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        rows = rows_of(ShelfItem.objects.public().filter(type="initiative"))
        if not rows:
            raise not_found()
        return pair_answer(rows)

    def answer_form(self) -> Any:
        return pair_of("initiative")
