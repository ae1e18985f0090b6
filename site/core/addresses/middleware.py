"""Redirects that are safe to show to the public."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from core.addresses.ours import own_address
from core.language.languages import language_of_path
from core.models import PublishedItem


class PublicRedirectMiddleware(RedirectMiddleware):
    """Follows the redirects that staff and renamed pages make, but never to a page of ours that
    is not public: that would reveal its new slug, which is made from its title.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response:
            return response
        return answer if _may_be_followed(answer["Location"]) else response


def _may_be_followed(address: str) -> bool:
    """Whether an address may be shown to the public; it may name this site by any of its hosts.

    The address is read as browsers read it, not as it was written.
    """
    try:
        own = own_address(address)
    except ValueError:
        return False
    if own is None or language_of_path(f"{own.path}/") is None:
        return True
    return PublishedItem.objects.public().filter(path=f"{own.path}/").exists()
