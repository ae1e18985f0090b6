"""`/api/v1/`: who answers, on what terms, and where everything is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json, json_answer
from api.examples import example_root
from api.serializers.answers import RootSerializer
from api.types import ROOT, TYPES_OF_COLLECTION
from api.views.resource import Resource
from core.addresses.base import absolute
from core.addresses.feeds import MEDIA_TYPES, feed_address
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.models import InitiativeSettings
from core.public.discovery import OEMBED
from core.publication.state import publication_state

VERSION = "1"
VOCABULARIES = ("topics", "organisations", "governorates")
# These need a parameter: their bare addresses answer what it is.
FINDERS = ("search", "suggest", "resolve")


class Root(Resource):
    operation = "root"
    summary = _("Start here")
    about = _("The name of the initiative, the licence, a contact and the address of everything.")

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state = publication_state()
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
            "links": {name: absolute(f"{ROOT}/{path}") for name, path in _paths().items()}
            | _feeds()
            | {"oembed": absolute(OEMBED)},
        }
        return json_answer(as_json(content), state)

    def answer_form(self) -> Any:
        return RootSerializer

    def examples(self) -> dict[str, Any]:
        return {"both": example_root()}


def _paths() -> dict[str, str]:
    names = ("languages", *TYPES_OF_COLLECTION, "initiative", *VOCABULARIES, *FINDERS, "changes")
    documents = {"openapi": "openapi.json", "docs": "docs/", "docs_ar": "docs/ar/"}
    return {name: f"{name}/" for name in names} | documents


def _feeds() -> dict[str, str]:
    """Return the addresses of the feeds of all stories, such as `feed_ar_rss`."""
    return {
        f"feed_{lang}_{form}": feed_address(lang, form)
        for lang in LANGUAGES
        for form in MEDIA_TYPES
    }
