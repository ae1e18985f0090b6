"""Rich text as the editor posts it, within what anybody writes, before Wagtail makes HTML of it.

Wagtail takes whatever a forged form holds: lists that are nested a hundred thousand deep, and
twenty thousand formats that overlap, which takes minutes while nobody else can save.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import BadRequest
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea

from core.untrusted import row_id, without_nul

DEEPEST_LIST = 4  # as deep as the editor's own lists go
# Styles and links; those after them are left out, and those within more than so many others.
MOST_FORMATS = 5_000
MOST_AT_ONE_PLACE = 6
_MALFORMED = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError,
    ExporterException,
)  # fmt: skip
_FORMATS = ("inlineStyleRanges", "entityRanges")


class BoundedRichTextArea(DraftailRichTextArea):  # type: ignore[misc]
    """Wagtail's field for rich text. All text stays; what is not of the editor is refused."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        written = data.get(name)
        if written is not None:
            data = {name: bounded(written)}
        try:
            return super().value_from_datadict(data, files, name)
        except _MALFORMED as error:
            raise BadRequest from error


def bounded(written: str) -> str:
    """Return rich text in the editor's form within the limits. Raises BadRequest."""
    try:
        content = json.loads(written)
        _limit(content["blocks"] if content else [])
        _refuse_forged_ids((content or {}).get("entityMap") or {})
    except _MALFORMED as error:
        raise BadRequest from error
    return json.dumps(_without_nul(content))


def _refuse_forged_ids(entities: dict[str, Any]) -> None:
    """Raise ValueError if a link, picture or document has an id that no row can have."""
    for entity in entities.values():
        chosen = (entity.get("data") or {}).get("id")
        if chosen not in (None, "") and row_id(str(chosen)) is None:
            raise ValueError(entity.get("type"))


def _without_nul(value: Any) -> Any:
    """Return what the editor sent without NUL, wherever it is: PostgreSQL stores none."""
    if isinstance(value, str):
        return without_nul(value)
    if isinstance(value, list):
        return [_without_nul(each) for each in value]
    if isinstance(value, dict):
        return {without_nul(key): _without_nul(each) for key, each in value.items()}
    return value


def _limit(blocks: list[dict[str, Any]]) -> None:
    room = MOST_FORMATS
    for block in blocks:
        block["depth"] = min(max(0, int(block.get("depth") or 0)), DEEPEST_LIST)
        for name in _FORMATS:
            block[name] = list(_apart((block.get(name) or [])[:room]))
            room -= len(block[name])


def _apart(ranges: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the ranges that are within few others: each is an element in the others' elements."""
    around: list[int] = []
    for each in sorted(ranges, key=lambda each: int(each["offset"])):
        start, length = max(0, int(each["offset"])), max(0, int(each["length"]))
        around = [end for end in around if end > start]
        if len(around) < MOST_AT_ONE_PLACE:
            around.append(start + length)
            yield each | {"offset": start, "length": length}
