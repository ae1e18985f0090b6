"""A copy of what is public, updated by following the changes as partners do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.utils import timezone

from api.types import TYPES_OF_COLLECTION
from core.publication.records import NOT_IN_LISTS
from core.publication.state import forget_state


class Copy:
    """The items that a reader of `/changes/` holds, by id, and their cursor."""

    def __init__(self, get: Any, **filters: str) -> None:
        self._get = get
        self.filters = filters
        self.items: dict[str, Any] = {}
        self.cursor: str | None = None

    def step(self, limit: int = 100) -> dict[str, Any]:
        """Take over one page of changes and return it."""
        query = self.filters | {"limit": str(limit)}
        if self.cursor is not None:
            query["cursor"] = self.cursor
        response = self._get(f"changes/?{urlencode(query)}")
        assert response.status_code == 200, response.content
        page = response.json()
        for entry in page["results"]:
            if entry["op"] == "delete":
                self.items.pop(entry["id"], None)
            else:
                self.items[entry["item"]["id"]] = entry["item"]
        self.cursor = page["next_cursor"]
        return page

    def follow(self, limit: int = 100) -> list[dict[str, Any]]:
        """Take over all that there is and return the entries."""
        entries = []
        while True:
            page = self.step(limit)
            entries += page["results"]
            if not page["has_more"]:
                return entries

    @property
    def cards(self) -> dict[str, Any]:
        """The copy as lists would show it."""
        return {key: as_card(item) for key, item in self.items.items()}


def as_card(item: dict[str, Any]) -> dict[str, Any]:
    card = {key: value for key, value in item.items() if key not in NOT_IN_LISTS}
    return card | {"is_fallback": False}


def listed(get: Any, **filters: str) -> dict[str, Any]:
    """Return everything that the lists of all collections show, by id."""
    types = filters.get("type", "").split(",") if "type" in filters else None
    lang = {"lang": filters["lang"]} if "lang" in filters else {}
    found = {}
    for collection in TYPES_OF_COLLECTION:
        address = f"{collection}/?{urlencode(lang | {'limit': '100'})}"
        while address:
            content = get(address).json()
            found |= {item["id"]: item for item in content["results"]}
            address = (content["next"] or "").partition("/api/v1/")[2]
    return {key: item for key, item in found.items() if types is None or item["type"] in types}


def operations(entries: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the entries as (op, id)."""
    return [(entry["op"], entry.get("id") or entry["item"]["id"]) for entry in entries]


@contextmanager
def later(**span: float) -> Iterator[None]:
    """Live in the future for a while."""
    moment = timezone.now() + timedelta(**span)
    with patch("django.utils.timezone.now", lambda: moment):
        forget_state()
        yield
    forget_state()
