"""`/api/v1/`: who answers, on what terms, and where everything is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from api.answers import as_json, json_answer
from api.serializers.answers import RootSerializer
from api.types import ROOT, TYPES_OF_COLLECTION
from api.views.resource import Resource
from core.addresses import absolute
from core.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.models import InitiativeSettings

VERSION = "1"
VOCABULARIES = ("topics", "organisations", "governorates")


class Root(Resource):
    operation = "root"
    summary = _("Start here")
    about = _("The name of the initiative, the licence, a contact and the address of everything.")

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        settings = InitiativeSettings.objects.first() or InitiativeSettings()
        content = {
            "name": {tag: settings.in_language("name", tag) for tag in LANGUAGES},
            "version": VERSION,
            "languages": list(LANGUAGES),
            "license": {
                "name": {tag: settings.in_language("licence_name", tag) for tag in LANGUAGES},
                "url": settings.licence_url,
            },
            "contact": {
                "email": settings.contact_email or None,
                "url": absolute(f"/{DEFAULT_LANGUAGE}/"),
            },
            "links": {name: absolute(f"{ROOT}/{path}") for name, path in _paths().items()},
        }
        return json_answer(as_json(content))

    def answer_form(self) -> Any:
        return RootSerializer


def _paths() -> dict[str, str]:
    names = ("languages", *TYPES_OF_COLLECTION, "initiative", *VOCABULARIES)
    documents = {"openapi": "openapi.json", "docs": "docs/", "docs_ar": "docs/ar/"}
    return {name: f"{name}/" for name in names} | documents
