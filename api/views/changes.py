"""`/api/v1/changes/`: everything that is public, and from then on what changes."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, joined, json_answer, languages_of
from api.changes import Place, Scope, changes_after, entry_of
from api.cursors import read_cursor
from api.examples import WORK, example_item
from api.fields import fields_of_items
from api.ids import IDS
from api.parameters import LANG, LIMIT_MAX, TYPE, Parameter, limit_parameter, written
from api.patterns import CURSOR as CURSOR_FORM
from api.problems import cursor_expired
from api.serializers.changes import ChangesSerializer, CursorExpiredSerializer
from api.types import ROOT, TYPES
from api.views.resource import Resource
from core.addresses.base import absolute
from core.caching.versions import Version
from core.language.languages import LANGUAGES
from core.publication.state import publication_state

_PATH = f"{ROOT}/changes/"


FIELDS = fields_of_items(TYPES)
LIMIT = limit_parameter(LIMIT_MAX, LIMIT_MAX, "20")
CURSOR = Parameter(
    "cursor",
    str,
    {"type": "string", "pattern": CURSOR_FORM},
    _("How far you have come: “next_cursor” of the answer before. Left out, you start from empty."),
)


class ChangeList(Resource):
    operation = "changes"
    summary = _("Changes, for keeping a copy")
    about = _(
        "Without a cursor, everything that is public, a page at a time; from then on what is new, "
        "changed or withdrawn, each item as it is now. Store every “item” in place of the one "
        "with the same “id”, remove what is a “delete”, store “next_cursor”, and send it with the "
        "next request: at once while “has_more” is true, otherwise later."
    )
    errors = (400, 406, 410, 429)
    error_forms = {410: (CursorExpiredSerializer, "cursor-expired")}
    parameters = (LANG, TYPE, IDS, FIELDS, LIMIT, CURSOR)

    def values(self, request: HttpRequest) -> dict[str, Any]:
        values = super().values(request)
        chosen = written(values, (LANG, TYPE, IDS))
        place = Place()
        if values["cursor"] is not None:
            place = Place.of(read_cursor(values["cursor"], _scope(chosen)))
        if place.is_expired:
            raise cursor_expired(_address(chosen))
        scope = Scope(values["type"] or TYPES, values["lang"] or tuple(LANGUAGES), values["ids"])
        return values | {"chosen": chosen, "place": place, "scope": scope}

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        state = publication_state()
        return None if values["place"].seq > state.value else Version.of(state)

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        chosen, place, limit = values["chosen"], values["place"], values["limit"]
        fields = values["fields"]
        state, changes = changes_after(place, values["scope"], limit)
        if place.seq > state.value:
            # A backup was restored: numbers are given anew, and some would never be sent.
            raise cursor_expired(_address(chosen), _("Our records went back to an earlier time."))
        following = changes.place.cursor.signed(_scope(chosen))
        frame = {"next_cursor": following, "has_more": changes.has_more}
        body = joined(frame, "results", [entry_of(row, fields) for row in changes.rows])
        languages = languages_of((row.lang for row in changes.rows), values["scope"].langs)
        links = []
        if changes.has_more:
            shown = written(values, (FIELDS,)) | {"limit": limit, "cursor": following}
            address = _address(chosen | shown)
            links = [f'<{address}>; rel="next"']
        return json_answer(body, state, languages, links)

    def answer_form(self) -> Any:
        return ChangesSerializer

    def examples(self) -> dict[str, Any]:
        item = example_item("news", "ar")
        upsert = {"op": "upsert", "seq": item["version"], "item": item}
        gone = {"id": f"{WORK}:en", "work": WORK, "lang": "en", "type": "news"}
        delete = {"op": "delete", "seq": item["version"] + 1, **gone}
        frame = {"next_cursor": "p3Vd0mOkF2sWzEyMDUsMTE5NywxNzA0ODM2MDAwXQ", "has_more": False}
        results = [upsert, delete | {"gone_since": "2026-01-09T08:15:00Z"}]
        return {"both": frame | {"results": results}}


def _scope(chosen: dict[str, str]) -> str:
    """Return what a cursor is good for: the same languages, types and ids, whatever the limit."""
    return f"{_PATH}?{urlencode(chosen)}"


def _address(query: dict[str, Any]) -> str:
    address = absolute(_PATH)
    return f"{address}?{urlencode(query, safe=',:')}" if query else address
