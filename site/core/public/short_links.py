"""`/s/<code>`: leads to a page by its short permanent address, or to a notice of withdrawal."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.addresses.base import uri
from core.addresses.destinations import item_at_short
from core.models import PublishedItem
from core.public.errors import page_gone

# Browsers remember a permanent redirect for ever, and would still show the address of a page that
# is withdrawn, with its title in it.
_CACHED = "public, max-age=30"


@csrf_exempt  # nothing is ever posted here: 405 is clearer than a missing token
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Redirect to the page of a code; answer 410 in its language if it is withdrawn."""
    item = item_at_short(request.path_info)
    if item is None or (item.is_gone and item.type == PublishedItem.INDEX):
        raise Http404
    response: HttpResponse
    if item.is_gone:
        with translation.override(item.lang):
            response = page_gone(request, item)
        response.headers["Content-Language"] = item.lang
    else:
        response = HttpResponsePermanentRedirect(uri(item.path))
    response.headers["Cache-Control"] = _CACHED
    return response
