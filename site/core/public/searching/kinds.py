"""The types of pages as readers call them: stories, forums, councils, pages."""

from dataclasses import dataclass

from django.utils.text import capfirst

from core.models import BasePage, PublishedItem
from core.publication.visibility import public_models


@dataclass(frozen=True)
class Kind:
    """One or several types that readers do not distinguish: what one is called, and many.

    `is_dated`: whether the date of such a page means anything to readers.
    """

    value: str
    types: tuple[str, ...]
    name: str
    plural: str
    is_dated: bool


def kinds() -> list[Kind]:
    """Return the kinds in the language that is active, those with dates first, pages last."""
    found: dict[str, Kind] = {}
    for model in sorted(public_models().values(), key=_place):
        if model.public_type != PublishedItem.INDEX:
            name, plural = names_of(model)
            before = found.get(name)
            types = (*(before.types if before else ()), model.public_type)
            found[name] = Kind(types[0], types, name, plural, bool(model.date_field))
    return list(found.values())


def names_of(model: type[BasePage]) -> tuple[str, str]:
    """Return what readers call one and several pages of a type."""
    own = model.names_for_readers
    one, many = own or (model._meta.verbose_name, model._meta.verbose_name_plural)
    return capfirst(str(one)), capfirst(str(many))


def _place(model: type[BasePage]) -> tuple[bool, bool, bool, bool]:
    is_general = model.names_for_readers is not None
    return not model.date_field, is_general, not model.is_group, model.is_front_page
