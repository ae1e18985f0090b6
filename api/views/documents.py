"""`/api/v1/openapi.json` and the guide in both languages."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override

from api.answers import data_headers
from api.document import openapi_json
from api.guide import guide_context
from api.views.resource import Resource


class OpenApiDocument(Resource):
    schema = None

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        return HttpResponse(
            openapi_json(settings.BASE_URL),
            content_type="application/json",
            headers=data_headers(["en"]),
        )


class Guide(Resource):
    """The page on which partners read about the API and try it."""

    schema = None
    lang: ClassVar[str] = "en"
    media_type = "text/html"

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """Take whatever the links of newsletters and networks add to an address."""
        return {}

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        with override(self.lang):
            page = render_to_string("api/guide.html", guide_context(self.lang))
        return HttpResponse(page, headers=data_headers([self.lang]))


class ArabicGuide(Guide):
    lang = "ar"
