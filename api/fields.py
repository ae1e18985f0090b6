"""`fields`: which keys of an item are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.parameters import Parameter, in_commas, read_names
from api.problems import filled
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
    """Return the parameter that chooses among the keys `allowed`."""
    return Parameter(
        "fields",
        partial(read_fields, allowed=allowed),
        {"type": "string", "minLength": 1},
        filled(
            _(
                "The keys that you need, with commas between; “is_fallback” always comes with "
                "them. Bodies are left out of lists unless you name them here. Allowed: "
                "%(names)s."
            ),
            names=", ".join(allowed),
        ),
        example="title,summary,url",
        write=in_commas,
    )


def needs_body(fields: Sequence[str] | None) -> bool:
    """Whether the stored card does not hold all that is wanted."""
    return fields is not None and any(key in fields for key in NOT_IN_LISTS)


def chosen(item: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Return an item with the keys that are wanted; null is what its type does not have."""
    wanted = fields if ALWAYS in fields else (*fields, ALWAYS)
    return {key: item.get(key) for key in wanted}
