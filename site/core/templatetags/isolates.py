"""Single values of pages in templates, with what is written from left to right isolated."""

from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core.body.isolating import isolated_html
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES, current_language

register = template.Library()


@register.filter
def isolated(value: Any, lang: str = "") -> SafeString:
    """Return text as HTML in which phone numbers, addresses and the like are isolated.

    `lang` is the language of the text, where it is not the page's own.
    """
    html = isolated_html(str(conditional_escape(value)), _direction(lang))
    return mark_safe(html)  # noqa: S308 - escaped above, or HTML before


@register.filter
def isolated_plain(value: Any, lang: str = "") -> str:
    """Return text with characters that isolate, for where there can be no elements."""
    return isolated_text(str(value), _direction(lang))


def _direction(lang: str) -> str:
    return LANGUAGES[lang or current_language()].direction
