"""`/api/v1/docs/guide/`: the partners' guide in both languages, its pictures and its examples."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override

from api.answers import Answer
from api.partner_guide import (
    EXAMPLES,
    FIRST,
    example_content,
    page_address,
    pages,
    partner_page,
    picture,
)
from api.problems import not_found
from api.types import ROOT
from api.views.documents import Document, document_answer
from core.language.languages import LANGUAGES, other_language
from core.publication.state import publication_state


class PartnerGuide(Document):
    """A page of the guide; a language in which it is not written has it in English."""

    name: ClassVar[str] = FIRST
    lang: ClassVar[str] = "en"
    media_type = "text/html"

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """Take whatever the links of newsletters and networks add to an address."""
        return {}

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        page = partner_page(self.name, self.lang)
        if page is None:
            raise not_found()
        state, other = publication_state(), other_language(self.lang)
        context = {
            "page": page,
            "address": page_address(self.name, self.lang),
            "pages": pages(self.lang),
            "language": LANGUAGES[self.lang],
            "other": LANGUAGES[other],
            "other_address": page_address(self.name, other),
            "docs_address": f"{ROOT}/docs/" + ("ar/" if self.lang == "ar" else ""),
        }
        with override(self.lang):
            html = render_to_string("api/partner_guide.html", context)
        lang, media_type = page.language.tag, "text/html; charset=utf-8"
        return document_answer(html.encode(), state, lang, media_type=media_type)


class PartnerPicture(Document):
    """A picture in the guide."""

    media_type = "image/webp"

    def values(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        content = picture(path["lang"], path["name"])
        if content is None:
            raise not_found()
        return document_answer(
            content, publication_state(), path["lang"], media_type=self.media_type
        )


class PartnerFile(Document):
    """One of the examples, to be saved: nothing of it runs on this site."""

    name: ClassVar[str] = ""

    def values(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        example = next(each for each in EXAMPLES if each.name == self.name)
        content = example_content(example)
        if content is None:
            raise not_found()
        state, headers = (
            publication_state(),
            {"Content-Disposition": f'attachment; filename="{self.name}"'},
        )
        return document_answer(content, state, "en", media_type=example.media_type, headers=headers)
