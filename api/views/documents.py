"""`/api/v1/openapi.json` and the guide in both languages."""

import hashlib
from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override

from api.answers import Answer
from api.guide import guide_context
from api.openapi import openapi_json
from api.views.resource import Resource
from core.addresses.base import absolute
from core.caching.versions import Version
from core.language.languages import DEFAULT_LANGUAGE
from core.models import InitiativeSettings
from core.publication.state import PublicationState, publication_state


def document_answer(body: bytes, state: PublicationState, lang: str, **more: Any) -> Answer:
    """Return an answer that depends on code and settings as much as on published items."""
    content = hashlib.blake2b(body, digest_size=8).hexdigest()
    version = replace(Version.of(state), content=content)
    return Answer(body, state, [lang], own_version=version, ignores_query=True, **more)


class Document(Resource):
    """What describes the API and is not described by it."""

    schema = None

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        """Leave it open: code and settings may have changed as well."""
        return None


class OpenApiDocument(Document):
    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state = publication_state()
        body = openapi_json(settings.BASE_URL, _terms())
        return document_answer(body, state, "en")


def _terms() -> dict[str, Any]:
    """Return what the document has of the initiative: a contact, and the licence of texts."""
    initiative = InitiativeSettings.objects.first() or InitiativeSettings()
    name = initiative.in_language("name", DEFAULT_LANGUAGE)
    contact = {"name": name, "url": absolute(f"/{DEFAULT_LANGUAGE}/")}
    if initiative.contact_email:
        contact["email"] = initiative.contact_email
    licence = initiative.in_language("licence_name", DEFAULT_LANGUAGE)
    return {"contact": contact, "license": {"name": licence, "url": initiative.licence_url}}


class Guide(Document):
    """The page on which partners read about the API and try it."""

    lang: ClassVar[str] = "en"
    media_type = "text/html"

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """Take whatever the links of newsletters and networks add to an address."""
        return {}

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state = publication_state()
        with override(self.lang):
            page = render_to_string("api/guide.html", guide_context(self.lang))
        return document_answer(
            page.encode(), state, self.lang, media_type="text/html; charset=utf-8"
        )


class ArabicGuide(Guide):
    lang = "ar"
