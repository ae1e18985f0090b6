"""`/api/v1/news/{work}/` and `…/{work}/{lang}/`: a work in all its languages, or in one."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.answers import joined, json_answer
from api.problems import Problem, not_found
from api.serializers.answers import pair_of
from api.serializers.items import FULL_SERIALIZERS
from api.serializers.unions import one_of
from api.times import utc
from api.types import TYPES_OF_COLLECTION, item_path
from api.views.resource import Resource
from core.addresses import absolute
from core.languages import LANGUAGES
from core.models import ShelfItem
from core.models.shelf import ShelfQuerySet

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_COLUMNS = (
    "work", "lang", "type", "path", "title", "original_lang", "is_public", "expires_at",
    "gone_since", "full",
)  # fmt: skip


class Row(NamedTuple):
    """A row of the shelf, public or withdrawn."""

    work: Any
    lang: str
    type: str
    path: str
    title: str
    original_lang: str
    is_public: bool
    expires_at: datetime | None
    withdrawn_at: datetime | None
    full: str

    @property
    def gone_since(self) -> datetime | None:
        """When the item was withdrawn, or its time was up; None while it is public."""
        if not self.is_public:
            return self.withdrawn_at
        is_over = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.expires_at if is_over else None

    @property
    def link(self) -> dict[str, str]:
        """The item as other languages point to it."""
        return {
            "lang": self.lang,
            "title": self.title,
            "url": absolute(self.path),
            "api_url": absolute(item_path(self.type, self.work, self.lang)),
        }

    @property
    def alternate(self) -> str:
        """The item's place in a Link header."""
        address = absolute(item_path(self.type, self.work, self.lang))
        return f'<{address}>; rel="alternate"; hreflang="{self.lang}"'


def rows_of(items: ShelfQuerySet) -> list[Row]:
    """Return the rows in the order of the languages."""
    found = [Row(*values) for values in items.values_list(*_COLUMNS)]
    order = list(LANGUAGES)
    return sorted(found, key=lambda row: order.index(row.lang))


def rows_of_work(work: str, types: tuple[str, ...]) -> list[Row]:
    """Return what there is and was of a work; a Problem is raised where nothing ever was."""
    rows = []
    if _UUID.fullmatch(work):
        rows = rows_of(ShelfItem.objects.filter(work=work, type__in=types))  # type: ignore[arg-type]
    if not rows:
        raise not_found()
    return rows


def pair_answer(rows: Sequence[Row]) -> HttpResponse:
    """Return a work in all its public languages; a Problem is raised where none is left."""
    public = [row for row in rows if row.gone_since is None]
    if not public:
        raise gone(rows, [])
    first = public[0]
    members = {"work": first.work, "type": first.type, "original_lang": first.original_lang}
    text = joined(members, "items", [row.full for row in public])
    return json_answer(text, [row.lang for row in public], [row.alternate for row in public])


def gone(rows: Sequence[Row], others: Sequence[Row]) -> Problem:
    """Return the problem that tells of withdrawn items and of what is left in other languages."""
    since = max(row.gone_since for row in rows if row.gone_since)
    extra = {"gone_since": utc(since), "translations": [row.link for row in others]}
    detail = _("This was public and has been withdrawn. Please remove your copies.")
    return Problem("gone", 410, detail, extra=extra, is_lasting=True)


class Pair(Resource):
    """A work in every language in which it is public."""

    collection = ""
    errors = (400, 404, 406, 410)
    summary = _("A work in all its languages")
    about = _("The whole item, with its body, once for each language in which it is public.")

    @property
    def operation(self) -> str:  # type: ignore[override]
        return f"{self.collection}_pair"

    def answer(
        self, request: HttpRequest, values: dict[str, Any], work: str = "", **path: Any
    ) -> HttpResponse:
        return pair_answer(rows_of_work(work, TYPES_OF_COLLECTION[self.collection]))

    def answer_form(self) -> Any:
        kinds = TYPES_OF_COLLECTION[self.collection]
        return one_of({kind: pair_of(kind) for kind in kinds}, "PageOrInitiativePair")


class Item(Resource):
    """A work in one language."""

    collection = ""
    errors = (400, 404, 406, 410)
    summary = _("A work in one language")
    about = _("The whole item, with its body.")

    @property
    def operation(self) -> str:  # type: ignore[override]
        return f"{self.collection}_item"

    def answer(
        self, request: HttpRequest, values: dict[str, Any], work: str = "", lang: str = "", **_: Any
    ) -> HttpResponse:
        rows = rows_of_work(work, TYPES_OF_COLLECTION[self.collection])
        wanted = next((row for row in rows if row.lang == lang), None)
        others = [row for row in rows if row is not wanted and row.gone_since is None]
        if wanted is None:
            raise self._missing(others)
        if wanted.gone_since is not None:
            raise gone([wanted], others)
        return json_answer(wanted.full, [lang], [row.alternate for row in others])

    def _missing(self, others: Sequence[Row]) -> Problem:
        problem = not_found(_("This does not exist in this language; see “available”."))
        problem.extra = {"available": [row.lang for row in others]}
        problem.is_lasting = True
        return problem

    def answer_form(self) -> Any:
        kinds = TYPES_OF_COLLECTION[self.collection]
        return one_of({kind: FULL_SERIALIZERS[kind] for kind in kinds}, "PageOrInitiative")
