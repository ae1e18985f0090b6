"""Tags for the templates of stories."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from core.language.dates import in_digits_of
from core.language.lists import joined
from core.public.figures import stories_counted
from core.templatetags.frame import json_ld
from news.reading import kilobytes_of, minutes_of
from news.structured import news_article

register = template.Library()
register.filter(stories_counted)


@register.simple_tag(takes_context=True)
def story_data(context: dict[str, Any]) -> SafeString:
    """Return the story that is shown as a block for search engines."""
    return json_ld(news_article(context["page"], context["facts"], context["chrome"]))


@register.simple_tag(takes_context=True)
def story_cost(context: dict[str, Any], body: str) -> SafeString:
    """Return what the story takes of a reader's time and data: "4 minutes, 60 KB".

    `body` is its text as HTML, as it is sent; without pictures for readers who save data.
    """
    page, lang = context["page"], context["page"].language.tag
    lead = None if context.get("saves_data") else context["facts"].picture
    minutes = minutes_of(f"{page.summary} {body}", lang)
    time = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {
        "minutes": in_digits_of(str(minutes), lang)
    }
    size = in_digits_of(str(kilobytes_of(body, lead)), lang)
    return format_html(joined(["{}", '<bdi dir="ltr">{} KB</bdi>'], lang), time, size)
