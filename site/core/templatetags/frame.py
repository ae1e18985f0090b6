"""The frame of a page in templates: its head, the way to the other language, icons."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from core.language.languages import LANGUAGES, current_language
from core.models import BasePage
from core.public.chrome import Chrome
from core.public.editions import LanguageSwitch, OutdatedNotice, outdated_notice, switch_from
from core.public.metadata import PageHead
from core.public.previews import PreviewPicture, picture_beside_link
from core.public.sharing import Sharing
from core.public.structured import breadcrumb_list, breadcrumbs, website
from core.public.view_heads import ViewHead

register = template.Library()

# A `<` inside a script element could end it.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def page_head(context: dict[str, Any]) -> PageHead | ViewHead | None:
    """Return the head of the page that is shown, or None; a view may give one of its own."""
    given = context.get("head_given")
    if isinstance(given, ViewHead):
        return given
    page = context.get("page")
    if not isinstance(page, Page):
        return None
    listing = context.get("listing")
    is_preview = getattr(context.get("request"), "is_preview", False)
    query, is_narrowed = (listing.query, listing.is_filtered) if listing else ("", False)
    title = context.get("list_title", "")
    return PageHead(page, context.get("picture"), query, is_preview, title, is_narrowed)


@register.simple_tag(takes_context=True)
def language_switch(context: dict[str, Any]) -> LanguageSwitch:
    """Return the reader's way to the other language; a view may give one of its own."""
    given = context.get("switch_given")
    if isinstance(given, LanguageSwitch):
        return given
    page = context.get("page")
    lang = current_language()
    editions = page.editions if isinstance(page, Page) else context.get("offers", [])
    return switch_from(lang, editions, context["chrome"].latest_list)


@register.simple_tag(takes_context=True)
def outdated(context: dict[str, Any]) -> OutdatedNotice | None:
    """Return the notice that the original has changed, if readers see it; never for a draft."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or getattr(request, "is_preview", False):
        return None
    return outdated_notice(page.published_item, page.editions)


@register.simple_tag(takes_context=True)
def share(context: dict[str, Any]) -> Sharing | None:
    """Return how the page is shared, or None while it is not public."""
    page = context.get("page")
    if not isinstance(page, BasePage) or page.published_item is None:
        return None
    return Sharing(page, page.published_item, context["chrome"])


@register.simple_tag
def preview_picture(head: PageHead | ViewHead, name: str) -> PreviewPicture:
    """Return the picture beside a link to the page; `name` is the initiative's."""
    return picture_beside_link(head.image, current_language(), name)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return data for search engines as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: dict[str, Any]) -> SafeString:
    """Return the way to the page as a block for search engines; nothing where it has no way."""
    given = context.get("head_given")
    if isinstance(given, ViewHead):
        return json_ld(_way_to(given, context["chrome"]))
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, BasePage) or getattr(request, "is_preview", False):
        return SafeString()
    data = breadcrumbs(page)
    return json_ld(data) if data else SafeString()


def _way_to(head: ViewHead, chrome: Chrome) -> dict[str, Any]:
    steps = [(chrome.name, chrome.home), *head.trail]
    return breadcrumb_list(steps, LANGUAGES[head.edition.lang].direction)


@register.simple_tag(takes_context=True)
def initiative_data(context: dict[str, Any]) -> SafeString:
    """Return the site and the initiative as a block for search engines."""
    return json_ld(website(context["chrome"], PageHead(context["page"], context.get("picture"))))


@register.simple_tag
def foreign(lang: str) -> SafeString:
    """Return the `lang` and `dir` of a fragment; nothing where it is in the page's language."""
    if not lang or lang == current_language():
        return SafeString()
    return mark_safe(f' lang="{lang}" dir="{LANGUAGES[lang].direction}"')  # noqa: S308 - our own


@register.simple_tag
def also_in(lang: str) -> SafeString:
    """Return the mark of a card whose story exists in `lang` too, in the words of that language."""
    with override(lang):
        words = _("Also in Arabic") if lang == "ar" else _("Also in English")
    mark = '<span class="also" lang="{}" dir="{}">{}</span>'
    return format_html(mark, lang, LANGUAGES[lang].direction, words)
