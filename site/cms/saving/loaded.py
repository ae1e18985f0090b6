"""What a form held when it was opened, and what of that is stored differently by now.

A form without versions carries, in one hidden field, a digest of each of its values as they were
stored when it was opened. When it is sent, the digests of what is stored by then are compared.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import FileField, Model
from django.forms import BaseForm, BooleanField, BoundField, FileInput, ModelChoiceField
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME, BaseFormSet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import StreamValue

# The hidden field.
LOADED = "loaded_values"
_OF_LISTS = {ORDERING_FIELD_NAME, DELETION_FIELD_NAME}
_OPENED = "@"  # among the digests: when the form was opened


@dataclass
class Part:
    """A field of a form, or a list of forms within it, with what is stored in it.

    `shown` is the field, or the list, as an unbound form has it.
    """

    name: str
    shown: Any

    @cached_property
    def digest(self) -> str:
        value = json.dumps(_plain_part(self.shown), ensure_ascii=False)
        return hashlib.sha256(value.encode()).hexdigest()[:16]

    @property
    def label(self) -> str:
        if isinstance(self.shown, BoundField):
            return capfirst(str(self.shown.label))
        model = getattr(self.shown, "model", None)
        return capfirst(str(model._meta.verbose_name_plural)) if model else self.name

    @property
    def texts(self) -> list[str]:
        """What is stored, for people: one text, or one for each form of a list."""
        if isinstance(self.shown, BoundField):
            return [_text(self.shown)]
        return [_row_text(row) for row in self.shown.initial_forms] or [_text_of_nothing()]

    def is_in(self, typed: dict[str, BoundField]) -> bool:
        """Whether the form that was sent has the same value as is stored.

        Rows of lists are never taken for the same: a form may lack one, or repeat it.
        """
        field = typed.get(self.name)
        if field is None:
            return False
        return not field.field.has_changed(self.shown.initial, field.data)


def parts_of(forms: Iterable[Any]) -> dict[str, Part]:
    """Return the parts of unbound `forms`, by the names that they have in HTML."""
    parts: dict[str, Part] = {}
    for form in forms:
        if isinstance(form, BaseFormSet):
            parts[str(form.prefix)] = Part(str(form.prefix), form)
            continue
        for field in form:
            parts[field.html_name] = Part(field.html_name, field)
        for within in getattr(form, "formsets", {}).values():
            parts[str(within.prefix)] = Part(str(within.prefix), within)
    return parts


def written(parts: dict[str, Part]) -> str:
    """Return what the hidden field holds; without spaces, lest it be taken for a text."""
    digests = {_OPENED: timezone.now().isoformat()} | {
        name: part.digest for name, part in parts.items()
    }
    return json.dumps(digests, separators=(",", ":"))


def read(written_before: str) -> dict[str, str]:
    """Return the digests in the hidden field, or none if it is missing or not as it was made."""
    try:
        digests = json.loads(written_before)
    except (ValueError, RecursionError):
        return {}
    return digests if isinstance(digests, dict) else {}


def opened_at(digests: dict[str, str]) -> datetime | None:
    try:
        return parse_datetime(str(digests.get(_OPENED, "")))
    except ValueError:
        return None


def overwritten(
    digests: dict[str, str], stored: dict[str, Part], typed: Iterable[BaseForm]
) -> list[Part]:
    """Return what would be lost if the forms `typed` were saved.

    That is what has been stored after the form was opened, and is not the same in the form.
    """
    sent = {field.html_name: field for form in typed for field in form}
    return [
        part
        for name, part in stored.items()
        if name in digests and digests[name] != part.digest and not part.is_in(sent)
    ]


def rows_gone(typed: Any) -> list[str]:
    """Return the names in HTML of the ids of rows that were deleted after a form was opened.

    A row that comes without its id is saved as a new one; with it, no form would ever be saved.
    """
    names = []
    for within in getattr(typed, "formsets", {}).values() if typed.is_bound else ():
        stored = {str(row.pk) for row in within.get_queryset()}
        for number in range(within.initial_form_count()):
            name = f"{within.add_prefix(number)}-{within.model._meta.pk.name}"
            if typed.data.get(name) not in {None, "", *stored}:
                names.append(name)
    return names


def _plain_part(shown: Any) -> Any:
    if isinstance(shown, BoundField):
        return _plain(shown.initial)
    return [_plain_row(row) for row in shown.initial_forms]


def _plain_row(row: BaseForm) -> dict[str, Any]:
    return {name: _plain_part(part.shown) for name, part in parts_of([row]).items()}


def _plain(value: Any) -> Any:
    """Return a value of a form as JSON that is the same as long as the value is."""
    if value is None or value == "":
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, StreamValue):
        return value.get_prep_value()
    if isinstance(getattr(value, "field", None), FileField):
        return value.name or ""
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        return sorted(str(_plain(each)) for each in value)
    return str(value).replace("\r\n", "\n")


def _row_text(row: BaseForm) -> str:
    filled = (field for field in row if _plain(field.initial) not in ("", []))
    return " · ".join(
        _text(field) for field in filled if not field.is_hidden and field.name not in _OF_LISTS
    )


def _text(shown: BoundField) -> str:
    """Return the stored value of a field as people know it."""
    field, value = shown.field, shown.initial
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    plain = _plain(value)
    if plain in ("", []):
        return _text_of_nothing()
    if isinstance(field.widget, FileInput):
        return _("another file")
    if isinstance(plain, list):
        return _(", ").join(_name(shown, each) for each in value)
    return _name(shown, value)


def _text_of_nothing() -> str:
    return _("(empty)")


def _name(shown: BoundField, value: Any) -> str:
    """Return what people call one value; pages by the names that the user may know."""
    field: Any = shown.field
    widget = field.widget
    if isinstance(widget, BaseChooser):
        return str(widget.get_value_data(value)[widget.display_title_key])
    if isinstance(field, ModelChoiceField):
        choices: Any = field.queryset
        thing = value if isinstance(value, Model) else choices.filter(pk=value).first()
        return str(value if thing is None else field.label_from_instance(thing))
    labels = dict(getattr(field, "choices", None) or [])
    return strip_tags(str(labels.get(value, value)))
