"""Values as those of a page, so that a run that changes nothing is seen to change nothing."""

from typing import Any

from core.models import BasePage
from news.importing.bodies import is_same, raw_blocks, with_ids_of

RELATIONS = ("forums", "topics", "partner_organisations")


def apply_values(page: BasePage, values: dict[str, Any]) -> bool:
    """Give the page these values, a body as plain blocks; return whether any was different."""
    changed = False
    for name, value in values.items():
        if name == "body":
            stored = raw_blocks(page.body)
            if not is_same(value, stored):
                page.body = with_ids_of(value, stored)
                changed = True
        elif name in RELATIONS:
            if _identities(getattr(page, name).all()) != _identities(value):
                setattr(page, name, value)
                changed = True
        elif getattr(page, name) != value:
            setattr(page, name, value)
            changed = True
    return changed


def _identities(rows: Any) -> set[Any]:
    """Return the key by which rows are compared; a forum's is the same in either language."""
    return {getattr(row, "translation_key", row.pk) for row in rows}
