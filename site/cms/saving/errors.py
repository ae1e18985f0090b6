"""What is wrong with a page's form, by the names of its fields: some are in closed panels."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

_SCHEDULE = {"go_live_at", "expire_at"}
_STEP = " – "  # between a field and what is within it

Found = Iterator[tuple[str, str]]


def listed(form: Any) -> SafeString:
    """Return every error of `form` and of the forms within it as a list, each with its field."""
    rows = [
        format_html("<bdi>{}</bdi>: {}", place, text) if place else text
        for place, text in _errors(form)
    ]
    return format_html(
        '<ul class="errorlist">{}</ul>',
        format_html_join("", "<li>{}</li>", ((row,) for row in rows)),
    )


def in_one_line(form: Any) -> str:
    """Return every error of `form` as text, for the one line that autosave shows."""
    return " · ".join(f"{place}: {text}" if place else text for place, text in _errors(form))


def _errors(form: Any, prefix: str = "") -> Found:
    for name, errors in form.errors.as_data().items():
        is_of_field = name != NON_FIELD_ERRORS
        place = prefix + (capfirst(str(form[name].label)) if is_of_field else "")
        value = form[name].data if is_of_field else None
        for error in errors:
            for where, text in _within(error, value, place.removesuffix(_STEP)):
                yield where, f"{text} {_advice(name)}".strip()
    for formset in getattr(form, "formsets", {}).values():
        yield from _of_rows(formset, prefix)


def _of_rows(formset: Any, prefix: str) -> Found:
    label = prefix + capfirst(str(formset.model._meta.verbose_name))
    for text in formset.non_form_errors():
        yield label, str(text)
    for number, row in enumerate(formset.forms, 1):
        yield from _errors(row, f"{label} {number}{_STEP}")


def _advice(name: str) -> str:
    if name not in _SCHEDULE:
        return ""
    return _("Remove or change the date: in the panel “Status”, press “Set schedule”.")


def _within(error: Any, value: Any, place: str) -> Found:
    """Yield the place and text of an error of a field, or of the blocks within its value."""
    if not hasattr(error, "block_errors"):
        for text in error.messages:
            yield place, str(text)
        return
    for text in error.non_block_errors:
        yield place, str(text)
    for key, child_error in error.block_errors.items():
        child, step = _child(value, key)
        yield from _within(child_error, child, f"{place}{_STEP}{step}")


def _child(value: Any, key: Any) -> tuple[Any, str]:
    """Return what is at `key` in the value of a composite block, and what people call it."""
    if isinstance(value, StructValue):
        return value.get(key), str(value.block.child_blocks[key].label)
    if isinstance(value, StreamValue):
        return value[key].value, f"{value[key].block.label} ({key + 1})"
    if isinstance(value, ListValue):
        return value[key], f"{value.list_block.child_block.label or ''} {key + 1}".strip()
    return None, str(key)
