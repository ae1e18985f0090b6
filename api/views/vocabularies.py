"""`/api/v1/topics/`, `/organisations/` and `/governorates/`: names in both languages."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, as_json
from api.counts import Counts, no_counts, term_counts
from api.examples import example_term, framed
from api.paging import ListPage, ListRequest, list_answer, page_of
from api.parameters import CURSOR, LIMIT
from api.serializers.answers import (
    GovernorateSerializer,
    OrganisationSerializer,
    TermSerializer,
    TopicSerializer,
    list_of,
)
from api.types import ROOT
from api.views.resource import Resource
from core.addresses.base import absolute
from core.addresses.topics import topic_path
from core.language.languages import LANGUAGES
from core.models import BilingualName, Governorate, Organisation, Topic
from core.publication.state import publication_state


class Vocabulary(Resource):
    """The public terms of one vocabulary by slug, with how many items show each."""

    model: type[BilingualName]
    serializer: type[TermSerializer]
    parameters = (LIMIT, CURSOR)

    def values(self, request: HttpRequest) -> dict[str, Any]:
        values = super().values(request)
        path = f"{ROOT}/{self.operation}/"
        return values | {"asked": ListRequest.read(path, values, self.parameters)}

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        asked, state = values["asked"], publication_state()
        # Slugs are compared here: databases differ in how they sort text.
        terms = sorted(self.model.public(), key=lambda term: term.slug)
        page = self._page(terms, asked)
        counts = term_counts(self.model.item_key, state)
        results = [
            as_json(self._term(term, counts.get(term.slug) or no_counts())) for term in page.entries
        ]
        return list_answer(asked, page, len(terms), results, state)

    def _page(self, terms: list[Any], asked: ListRequest) -> ListPage:
        cursor = asked.cursor
        if cursor is None:
            found = terms
        elif cursor.is_backward:
            found = [term for term in reversed(terms) if term.slug < cursor.position[0]]
        else:
            found = [term for term in terms if term.slug > cursor.position[0]]
        return page_of(found[: asked.limit + 1], asked, lambda term: (term.slug,))

    def _term(self, term: Any, counts: Counts) -> dict[str, Any]:
        name = {tag: term.name(tag) for tag in LANGUAGES}
        return {"slug": term.slug, "name": name, "counts": counts}

    def answer_form(self) -> Any:
        return list_of(self.model.__name__, partial(self.serializer, many=True))

    def examples(self) -> dict[str, Any]:
        return {"both": framed([example_term(self.operation)])}


class TopicList(Vocabulary):
    operation = "topics"
    model, serializer = Topic, TopicSerializer
    summary = _("Topics")
    about = _(
        "What stories are about, in both languages, with how many items show each. A topic that no "
        "public item shows is not listed."
    )

    def _term(self, term: Any, counts: Counts) -> dict[str, Any]:
        urls = {
            tag: absolute(topic_path(tag, term.slug)) if counts[tag]["news"] else None
            for tag in LANGUAGES
        }
        return super()._term(term, counts) | {"urls": urls}


class OrganisationList(Vocabulary):
    operation = "organisations"
    model, serializer = Organisation, OrganisationSerializer
    summary = _("Organisations")
    about = _(
        "Partner organisations, in both languages, with how many items show each. An organisation "
        "that no public item shows is not listed."
    )

    def _term(self, term: Any, counts: Counts) -> dict[str, Any]:
        return super()._term(term, counts) | {"url": term.website or None}


class GovernorateList(Vocabulary):
    operation = "governorates"
    model, serializer = Governorate, GovernorateSerializer
    summary = _("Governorates")
    about = _(
        "The governorates of Iraq, in both languages, with how many items show each. A governorate "
        "that no public item shows is not listed."
    )
