"""`fields`: which keys of an item are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from api.answers import as_json
from api.parameters import Parameter, in_commas, read_names
from api.patterns import in_list, one_of_names
from api.problems import Text, filled
from api.serializers.items import FULL_SERIALIZERS
from core.publication.records import NOT_IN_LISTS

# A reader of a list must always see which items replace one in another language.
ALWAYS = "is_fallback"


def fields_of(types: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that items of these types have, those of lists included."""
    keys = dict.fromkeys(str(key) for kind in types for key in FULL_SERIALIZERS[kind]().fields)
    return (*keys, ALWAYS)


def read_fields(text: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that a comma list names, in the item's order."""
    refusal = _("“%(value)s” is not a key of these items. Allowed: %(names)s.")
    return read_names(text, allowed, refusal)


def fields_parameter(allowed: Sequence[str]) -> Parameter:
    """Return the parameter that chooses among the keys `allowed` of items in lists."""
    about = _(
        "The keys that you need, with commas between; “is_fallback” always comes with "
        "them. “body_html”, “body_text”, “media” and “related” are left out of lists "
        "unless you name them here. Allowed: %(names)s."
    )
    return _parameter(allowed, about, "title,summary,url")


def fields_of_items(types: Iterable[str]) -> Parameter:
    """Return the parameter that chooses among the keys of whole items of these types."""
    allowed = tuple(key for key in fields_of(types) if key != ALWAYS)
    about = _(
        "The keys of items that you need, with commas between; the others are then left "
        "out. Allowed: %(names)s."
    )
    return _parameter(allowed, about, "id,title,url")


def _parameter(allowed: Sequence[str], about: Text, example: str) -> Parameter:
    return Parameter(
        "fields",
        partial(read_fields, allowed=allowed),
        {"type": "string", "pattern": in_list(one_of_names(allowed))},
        filled(about, names=", ".join(allowed)),
        example=example,
        write=in_commas,
        is_list=True,
    )


def narrowed(content: bytes, fields: Sequence[str] | None) -> bytes:
    """Return the JSON of a whole item with the keys that are wanted, all where none are named."""
    if fields is None:
        return content
    item = orjson.loads(content)
    return as_json({key: item.get(key) for key in fields})


def needs_body(fields: Sequence[str] | None) -> bool:
    """Whether the stored card does not hold all that is wanted."""
    return fields is not None and any(key in fields for key in NOT_IN_LISTS)


def chosen(item: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Return an item with the keys that are wanted; null is what its type does not have."""
    wanted = fields if ALWAYS in fields else (*fields, ALWAYS)
    return {key: item.get(key) for key in wanted}
