"""The words of a stored item, beside its title and summary, by which search finds it."""

from collections.abc import Mapping
from typing import Any

# What is written about a forum or a council beside its body, and is looked for as that is.
_BESIDE_BODY = ("meetings", "members")
# Where an item has names: as a text, in an object, in each object of a list.
_NAMED = ("place", "city", "byline")
_NAMED_BY_ONE = ("governorate", "managed_by")
_NAMED_BY_MANY = ("forums", "topics", "organisations")


def searched_text(form: Mapping[str, Any]) -> str:
    """Return the text of a stored item, beside title and summary, from which hits quote."""
    parts = (form.get(name) for name in ("body_text", *_BESIDE_BODY))
    return "\n".join(part for part in parts if part)


def names_beside(form: Mapping[str, Any]) -> list[str]:
    """Return the names of what a stored item is about and where it belongs, each once.

    Readers look for them as for words of the text: what happened in a city, or at a forum.
    """
    names = [form.get(key) for key in _NAMED]
    alone = [form[key] for key in _NAMED_BY_ONE if form.get(key)]
    listed = [each for key in _NAMED_BY_MANY for each in form.get(key) or ()]
    return list(dict.fromkeys(filter(None, [*names, *map(_name, [*alone, *listed])])))


def _name(named: Any) -> str:
    """Return the name in an object, which is a record until it is stored as JSON."""
    fields = named if isinstance(named, Mapping) else vars(named)
    return str(fields.get("name") or fields.get("title"))
