"""Pictures of a page that lack alternative text in the page's own language."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import SiteImage

# The ids of pictures about which somebody was asked, and may go without alternative text.
ACCEPTED = "without_alt"


def pictures_without_alt(page: Page) -> list[SiteImage]:
    """Return the pictures that `page` shows without alternative text in its own language.

    Readers would get the text in the other language, or none.
    """
    field = f"alt_{page.locale.language_code}"
    pictures = {picture.pk: picture for picture in _pictures(page)}
    return [picture for picture in pictures.values() if not getattr(picture, field).strip()]


def unasked(request: HttpRequest, page: Page) -> list[SiteImage]:
    """Return the pictures without alternative text, if the form does not accept all of them."""
    missing = pictures_without_alt(page)
    accepted = set(request.POST.getlist(ACCEPTED))
    return [] if {str(picture.pk) for picture in missing} <= accepted else missing


def _pictures(page: Page) -> Iterator[SiteImage]:
    for field in page._meta.concrete_fields:
        if field.related_model is SiteImage or isinstance(field, StreamField):
            yield from _within(getattr(page, field.name))


def _within(value: Any) -> Iterator[SiteImage]:
    """Yield the pictures in a value of a field or block, however deep they are."""
    if isinstance(value, SiteImage):
        yield value
    elif isinstance(value, StructValue):
        for each in value.values():
            yield from _within(each)
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _within(child.value)
    elif isinstance(value, ListValue):
        for each in value:
            yield from _within(each)
