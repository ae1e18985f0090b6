"""Tags for the templates of stories."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.templatetags.frame import json_ld
from news.structured import news_article

register = template.Library()


@register.simple_tag(takes_context=True)
def story_data(context: dict[str, Any]) -> SafeString:
    """Return the story that is shown as a block for search engines."""
    return json_ld(news_article(context["page"], context["facts"], context["chrome"]))
