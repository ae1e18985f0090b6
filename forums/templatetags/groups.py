"""Tags for the templates of forums and councils."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.templatetags.frame import json_ld
from forums.structured import group

register = template.Library()


@register.simple_tag(takes_context=True)
def group_data(context: dict[str, Any]) -> SafeString:
    """Return the forum or council that is shown as a block for search engines."""
    return json_ld(group(context["page"], context["picture"], context["governorate"]))
