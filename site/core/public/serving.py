"""Serves the public page at an address, found by its published item."""

from itertools import accumulate
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve

from core.addresses.unknown import is_unknown
from core.clients import knows_nobody
from core.models import BasePage, PublishedItem
from core.publication.visibility import public_models


@csrf_exempt  # nothing is ever posted here: 405 is clearer than a missing token
@require_safe
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the public page at an address.

    Published items have every public address. Only for others, such as restricted pages, does
    Wagtail walk down the page tree (a dozen queries) and check the restrictions; not for those of
    which nothing is known, nor where everybody is a stranger.
    """
    above = _paths_above(request.path_info)
    here = PublishedItem.objects.public().filter(path__in=[request.path_info, *above])
    found = list(PublishedItem.objects.public().filter(work__in=here.values("work")).defer("full"))
    item = next((item for item in found if item.path == request.path_info), None)
    page = _page(item) if item else None
    if (page is None and knows_nobody()) or (item is None and is_unknown(request)):
        raise Http404
    if item is None or page is None:
        return serve(request, path)
    page.editions = [each for each in found if each.work == item.work]
    page.trail = sorted(
        (each for each in found if each.path in above), key=lambda each: len(each.path)
    )
    return page.serve(request)


def _paths_above(path: str) -> list[str]:
    """Return the addresses above one, from the front page on.

    >>> _paths_above("/en/news/water/")
    ['/en/', '/en/news/']
    """
    *above, _own = accumulate(f"{part}/" for part in path.strip("/").split("/"))
    return [f"/{each}" for each in above]


def _page(item: PublishedItem) -> BasePage | None:
    """Return the item's page in one query, whichever of its type's models it is."""
    models = [model for model in public_models().values() if model.public_type == item.type]
    if len(models) == 1:
        pages: Any = models[0]._default_manager
        return pages.select_related("locale").filter(pk=item.page_id).first()
    children = [model._meta.model_name for model in models]
    plain = Page.objects.select_related("locale", *children).filter(pk=item.page_id).first()
    page = next((getattr(plain, name) for name in children if hasattr(plain, name)), None)
    if page is not None:
        page.locale = plain.locale
    return page
