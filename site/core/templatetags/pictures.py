"""Pictures and bodies in templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.addresses.base import with_base
from core.body.rendering import render_body
from core.media.pictures import rooted, srcset

register = template.Library()
register.filter(srcset)
register.filter(rooted)


@register.simple_tag
def page_body(page: Any) -> SafeString:
    """Render a page's body with root-relative addresses."""
    return mark_safe(with_base(render_body(page.body, page.language.tag).html, ""))  # noqa: S308
