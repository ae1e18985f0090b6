"""What the translatable fields of a page hold, whichever database returns it."""

import json
from collections.abc import Mapping
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields


def translatable_values(page: Page) -> dict[str, Any]:
    """Return the values of a page's translatable fields as JSON has them."""
    return values_in(type(page), json.loads(page.to_json()))


def values_in(model: type[Page], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a model's translatable fields within the JSON of a page.

    A body is text within that JSON. It is read, since PostgreSQL returns the keys of what it stores
    in another order than they had: two equal bodies are different texts there.
    """
    found = {}
    for each in get_translatable_fields(model):
        value: Any = content.get(each.field_name)
        if isinstance(each.get_field(model), StreamField) and isinstance(value, str):
            value = json.loads(value)
        found[each.field_name] = value
    return found
