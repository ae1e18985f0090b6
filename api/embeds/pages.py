"""`/embed/v1/{work}/{lang}/`: the card of an item, for a frame on any site."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from api.answers import Answer
from api.embeds.card import TEMPLATE, revision, script, stylesheet
from api.embeds.thumbnails import card_picture
from api.parameters import Parameter, UnusableValueError, lookup, read_parameters, shortened
from api.problems import filled, not_found
from api.rows import Row, rows_of_work, version_of
from api.types import TYPES
from api.views.resource import Resource
from api.views.works import gone
from core.addresses.base import with_base
from core.caching.versions import Version
from core.language.dates import long_date
from core.models import PublishedItem
from core.publication.records import ItemRecord, read_record

THEMES = ("light", "dark", "auto")


def read_theme(text: str) -> str:
    if text not in THEMES:
        message = _("“%(value)s” is not a theme. Supported: %(names)s.")
        names = ", ".join(THEMES)
        raise UnusableValueError("unsupported", filled(message, value=shortened(text), names=names))
    return text


THEME = Parameter(
    "theme",
    read_theme,
    {"type": "string", "enum": list(THEMES)},
    "",  # described in docs/partners/embedding.md
    default=THEMES[0],
)
# Only these addresses are cached: others could be invented without end.
_PLAIN = {"", *(f"theme={theme}" for theme in THEMES)}


class EmbedPage(Resource):
    """The card of an item.

    Parameters of others are ignored: plugins add some to the frames of a page, which must go on
    showing what it shows.
    """

    schema = None
    media_type = "text/html"
    parameters = (THEME,)

    def values(self, request: HttpRequest) -> dict[str, Any]:
        values = read_parameters(request, self.parameters, ignores_others=True)
        return values | {"is_plain": request.META.get("QUERY_STRING", "") in _PLAIN}

    def version(
        self, values: dict[str, Any], work: str = "", lang: str = "", **path: Any
    ) -> Version | None:
        _state, rows = rows_of_work(work, TYPES, with_content=False)
        return _version([row for row in rows if row.lang == lookup(lang)])

    def answer(self, values: dict[str, Any], work: str = "", lang: str = "", **path: Any) -> Answer:
        state, rows = rows_of_work(work, TYPES)
        tag = lookup(lang)
        row = next((row for row in rows if row.lang == tag), None)
        if state is None or row is None:
            raise not_found(is_lasting=True)
        if row.gone_since is not None:
            raise gone([row], [])
        if row.is_reserved:
            raise not_found()
        return Answer(
            body=card_page(row, values["theme"]).encode(),
            state=state,
            languages=[row.lang],
            own_version=_version([row]),
            media_type="text/html; charset=utf-8",
            is_alias=not values["is_plain"] or (work, lang) != (str(row.work), row.lang),
        )


def _version(rows: list[Row]) -> Version | None:
    version = version_of(rows)
    return version and replace(version, content=revision())


def card_page(row: Row, theme: str) -> str:
    """Return the page that shows an item."""
    item = read_record(ItemRecord, with_base(row.full.decode()))
    is_story = item.type == "news"
    context = {
        "item": item,
        "theme": theme,
        "picture": card_picture(item.image),
        "date": long_date(datetime.fromisoformat(item.published_at), item.lang) if is_story else "",
        "is_outdated": item.translation.status == PublishedItem.OUTDATED,
        "stylesheet": stylesheet(),
        "script": script(),
    }
    with override(row.lang):
        return render_to_string(TEMPLATE, context)
