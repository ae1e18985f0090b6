"""Pictures and bodies in templates."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.addresses.base import with_base
from core.body.rendering import render_body
from core.media.pictures import Picture, rooted
from core.media.showing import focus, length_of, shape, sparing, srcset

register = template.Library()
register.filter(srcset)
register.filter(sparing)
register.filter(focus)
register.filter(shape)
register.filter(rooted)


@register.filter
def kilobytes(picture: Picture) -> int | None:
    """Return what a picture weighs where it is shown in one size; None if its file is lost."""
    length = length_of(picture.url)
    return None if length is None else max(1, round(length / 1024))


@register.simple_tag(takes_context=True)
def page_body(context: Mapping[str, Any], page: Any) -> SafeString:
    """Render a page's body with root-relative addresses."""
    saves_data = bool(context.get("saves_data"))
    body = render_body(page.body, page.language.tag, saves_data=saves_data)
    return mark_safe(with_base(body.html, ""))  # noqa: S308 - made by templates
