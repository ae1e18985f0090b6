"""For how long the proxy in front stores what anybody may cache: a second.

nginx, as `deploy/nginx` configures it, stores nothing else, and asks again after that second.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

# What is withdrawn is gone within two: this one, and the half of `core.publication.state`.
SECONDS = 1
_STORED = {200, 304}


class MicroCacheMiddleware:
    """Sends nginx how long it may store a response; it comes first, to see each as it leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.BEHIND_PROXY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _may_be_stored(response):
            response.headers["X-Accel-Expires"] = str(SECONDS)
        return response


def _may_be_stored(response: HttpResponse) -> bool:
    return (
        response.status_code in _STORED
        and not response.cookies
        and response.headers.get("Cache-Control", "").startswith("public,")
    )
