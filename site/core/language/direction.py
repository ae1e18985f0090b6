"""Which way the fields of forms are written: by their content, unless their name decides it.

Django draws every widget through the renderer in `FORM_RENDERER`, so this is the one place for the
forms of all packages. A widget that has a direction already keeps it.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.forms import Field, Textarea, TextInput
from django.forms.renderers import DjangoTemplates

from core.language.languages import LANGUAGES, Language

# Addresses and numbers are written from left to right in both languages.
_LATIN_TYPES = {"email", "url", "tel", "password"}
_LATIN_NAME = re.compile(r"(^|[-_])(slug|url|email|e_mail|phone|hostname|username|path)$")
_LANGUAGE_NAME = re.compile(rf"(?:^|[-_])({'|'.join(LANGUAGES)})$")
_TEXT_TYPES = {"text", "search"}


class DirectedWidgets(DjangoTemplates):
    """Gives each text field of a form its direction, and its language where that is known."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        widget = context.get("widget")
        if isinstance(widget, dict) and "attrs" in widget:
            context = {**context, "widget": _directed(widget, template_name)}
        return super().render(template_name, context, request)


def _directed(widget: dict[str, Any], template_name: str) -> dict[str, Any]:
    """Return what describes a widget, with a direction for it and for those that it is made of."""
    attrs = {**_attributes(widget, template_name), **widget["attrs"]}
    parts = [_directed(part, part["template_name"]) for part in widget.get("subwidgets", [])]
    return {**widget, "attrs": attrs, **({"subwidgets": parts} if parts else {})}


def _attributes(widget: dict[str, Any], template_name: str) -> dict[str, str]:
    kind = widget.get("type", "text" if template_name.endswith("textarea.html") else "")
    name = str(widget.get("name") or "")
    if kind in _LATIN_TYPES:
        return {"dir": "ltr"}
    return _of_text(name) if kind in _TEXT_TYPES else {}


def _of_text(name: str) -> dict[str, str]:
    if _LATIN_NAME.search(name):
        return {"dir": "ltr"}
    if named := _LANGUAGE_NAME.search(name):
        return _written_in(LANGUAGES[named[1]])
    return {"dir": "auto"}


def _written_in(language: Language) -> dict[str, str]:
    return {"lang": language.tag, "dir": language.direction}


def write_in(language: Language, fields: Iterable[tuple[str, Field]]) -> None:
    """Have the texts among the named fields of a form written in one language."""
    for name, field in fields:
        is_text = isinstance(field.widget, TextInput | Textarea)
        kind = getattr(field.widget, "input_type", "text")
        if is_text and kind in _TEXT_TYPES and not _LATIN_NAME.search(name):
            field.widget.attrs.update(_written_in(language))
