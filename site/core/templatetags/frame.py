"""The frame of a page in templates: its head, the way to the other language, icons."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from core.language.languages import LANGUAGES, current_language
from core.public.editions import LanguageSwitch, OutdatedNotice, outdated_notice, switch_from
from core.public.metadata import PageHead

register = template.Library()

# A `<` inside a script element could end it.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def page_head(context: dict[str, Any]) -> PageHead | None:
    """Return the head of the page that is shown, or None where there is no page."""
    page = context.get("page")
    if not isinstance(page, Page):
        return None
    listing = context.get("listing")
    is_preview = getattr(context.get("request"), "is_preview", False)
    return PageHead(page, context.get("picture"), listing.query if listing else "", is_preview)


@register.simple_tag(takes_context=True)
def language_switch(context: dict[str, Any]) -> LanguageSwitch:
    """Return the reader's way to the other language."""
    page = context.get("page")
    lang = current_language()
    return switch_from(lang, page.editions if isinstance(page, Page) else context.get("offers", []))


@register.simple_tag(takes_context=True)
def outdated(context: dict[str, Any]) -> OutdatedNotice | None:
    """Return the notice that the original has changed, if readers see it; never for a draft."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or getattr(request, "is_preview", False):
        return None
    return outdated_notice(page.published_item, page.editions)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return data for search engines as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def foreign(lang: str) -> SafeString:
    """Return the `lang` and `dir` of a fragment; nothing where it is in the page's language."""
    if not lang or lang == current_language():
        return SafeString()
    return mark_safe(f' lang="{lang}" dir="{LANGUAGES[lang].direction}"')  # noqa: S308 - our own
