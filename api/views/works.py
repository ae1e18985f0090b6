"""`/api/v1/news/{work}/` and `…/{work}/{lang}/`: a work in all its languages, or in one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.answers import Answer, joined, json_answer
from api.examples import example_item, example_pair
from api.fields import fields_of_items, narrowed
from api.parameters import Parameter, lookup
from api.problems import Problem, not_found, withdrawn
from api.rows import Row, public_only, rows_of_work, version_of
from api.serializers.answers import OtherItemPairSerializer, pair_of
from api.serializers.items import FULL_SERIALIZERS, OtherItemSerializer
from api.serializers.unions import one_of
from api.types import TYPES_OF_COLLECTION, item_path
from api.views.resource import Resource
from core.addresses.base import absolute
from core.caching.versions import Version
from core.language.languages import LANGUAGES
from core.language.times import utc
from core.publication.state import PublicationState


def pair_answer(
    state: PublicationState, rows: Sequence[Row], fields: Sequence[str] | None = None
) -> Answer:
    """Return a work in all its public languages; a Problem is raised where none is left."""
    public = public_only(rows)
    if not public:
        raise gone(rows, [])
    first = public[0]
    members = {"work": first.work, "type": first.type, "original_lang": first.original_lang}
    body = joined(members, "items", [narrowed(row.full, fields) for row in public])
    langs, links = [row.lang for row in public], [row.alternate for row in public]
    return json_answer(body, state, langs, links, version_of(rows))


def item_answer(
    state: PublicationState, rows: Sequence[Row], lang: str, fields: Sequence[str] | None = None
) -> Answer:
    """Return a work in one language; the Problem that is raised otherwise links the others."""
    wanted = next((row for row in rows if row.lang == lang), None)
    others = [row for row in public_only(rows) if row is not wanted]
    if wanted is None:
        raise _missing(others)
    if wanted.gone_since is not None:
        raise gone([wanted], others)
    links = [row.alternate for row in others]
    content = narrowed(wanted.full, fields)
    return json_answer(content, state, [lang], links, version_of([wanted]))


def gone(rows: Sequence[Row], others: Sequence[Row]) -> Problem:
    """Return the problem of withdrawn items, with what is left in other languages."""
    since = max(row.gone_since for row in rows if row.gone_since)
    return withdrawn(utc(since), [row.link for row in others])


def _missing(others: Sequence[Row]) -> Problem:
    detail = _("This does not exist in this language; see “available”.")
    problem = not_found(detail, is_lasting=True)
    problem.extra = {"available": [row.lang for row in others]}
    return problem


PARAMETERS = {
    collection: (fields_of_items(types),) for collection, types in TYPES_OF_COLLECTION.items()
}


class Work(Resource):
    """What the two addresses of a work share."""

    collection = ""
    errors = (400, 404, 406, 410, 429)

    @property
    def types(self) -> tuple[str, ...]:
        return TYPES_OF_COLLECTION[self.collection]

    @property
    def parameters(self) -> Sequence[Parameter]:  # type: ignore[override]
        return PARAMETERS[self.collection]

    def rows(self, work: str) -> tuple[PublicationState, list[Row]]:
        """Return what there is and was; a Problem is raised where nothing ever was."""
        state, rows = rows_of_work(work, self.types)
        if state is None or not rows:
            raise not_found(is_lasting=True)
        return state, rows

    def light_rows(self, work: str) -> list[Row]:
        return rows_of_work(work, self.types, with_content=False)[1]


class Pair(Work):
    """A work in every language in which it is public."""

    summary = _("A work in all its languages")
    about = _("The whole item, with its body, once for each language in which it is public.")

    @property
    def operation(self) -> str:  # type: ignore[override]
        return f"{self.collection}_pair"

    def version(self, values: dict[str, Any], work: str = "", **path: Any) -> Version | None:
        return version_of(self.light_rows(work))

    def answer(self, values: dict[str, Any], work: str = "", **path: Any) -> Answer:
        answer = pair_answer(*self.rows(work), values["fields"])
        return replace(answer, is_alias=work != work.lower())

    def answer_form(self) -> Any:
        forms = {kind: pair_of(kind) for kind in self.types}
        return one_of(forms, OtherItemPairSerializer, "PageOrInitiativePair")

    def examples(self) -> dict[str, Any]:
        return {"both": example_pair(self.types[0])}


class Item(Work):
    """A work in one language."""

    summary = _("A work in one language")
    about = _("The whole item, with its body.")

    @property
    def operation(self) -> str:  # type: ignore[override]
        return f"{self.collection}_item"

    def version(
        self, values: dict[str, Any], work: str = "", lang: str = "", **path: Any
    ) -> Version | None:
        tag = lookup(lang)
        return version_of([row for row in self.light_rows(work) if row.lang == tag])

    def answer(self, values: dict[str, Any], work: str = "", lang: str = "", **path: Any) -> Answer:
        state, rows = self.rows(work)
        tag = lookup(lang) or ""
        answer = item_answer(state, rows, tag, values["fields"])
        if (work, lang) == (work.lower(), tag):
            return answer
        address = absolute(item_path(rows[0].type, rows[0].work, tag))
        headers = answer.headers | {"Content-Location": address}
        return replace(answer, headers=headers, is_alias=True)

    def answer_form(self) -> Any:
        forms = {kind: FULL_SERIALIZERS[kind] for kind in self.types}
        return one_of(forms, OtherItemSerializer, "PageOrInitiative")

    def examples(self) -> dict[str, Any]:
        return {tag: example_item(self.types[0], tag) for tag in LANGUAGES}
