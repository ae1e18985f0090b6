"""Pictures of what a request publishes: their sizes are made before its transaction opens."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from core.media.missing import make_missing, pictures_of
from core.untrusted import row_id

# Buttons of the form of a page; addresses at which pages are published without their form.
_BUTTONS = {"action-publish", "action-workflow-action"}
_ADDRESS = re.compile(r"/(publish|workflow)/")


def make_pictures_of_change(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Make the sizes that pictures lack which a change in the CMS may publish.

    The worker makes them after an upload; somebody may be faster, or the worker may be away.
    """
    found = _posted(request) if _BUTTONS & request.POST.keys() else set()
    if _ADDRESS.search(request.path_info):
        found |= _of_drafts({kwargs.get("page_id"), *map(row_id, request.GET.getlist("id"))})
    if found:
        make_missing(found)


def _posted(request: HttpRequest) -> set[int]:
    """Return the ids of pictures in a page's form, whose fields end alike, blocks included."""
    texts = (text for name, text in request.POST.items() if name.endswith("image"))
    return {pk for text in texts if (pk := row_id(str(text)))}


def _of_drafts(page_ids: Iterable[int | None]) -> set[int]:
    pages = Page.objects.filter(pk__in=[pk for pk in page_ids if pk])
    drafts = pages.exclude(latest_revision=None).select_related("latest_revision")
    return {pk for page in drafts for pk in pictures_of(page.latest_revision.as_object())}
