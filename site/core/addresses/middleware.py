"""Redirects that strangers may follow."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from core.addresses.ours import own_address
from core.language.languages import language_of_path
from core.models import PublishedItem


class PublicRedirectMiddleware(RedirectMiddleware):
    """Follows the redirects that staff and renamed pages make, but never to a page of ours that
    is not public: its new slug, made of its title, would be told to strangers.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response:
            return response
        return answer if _may_be_followed(answer["Location"]) else response


def _may_be_followed(address: str) -> bool:
    """Whether an address may be told to strangers; it may name this site by another of its hosts.

    As browsers read it, not as it was written.
    """
    try:
        own = own_address(address)
    except ValueError:
        return False
    if own is None or language_of_path(f"{own.path}/") is None:
        return True
    return PublishedItem.objects.public().filter(path=f"{own.path}/").exists()
