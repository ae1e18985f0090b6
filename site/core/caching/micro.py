"""For how long the proxy in front stores what anybody may cache: to the end of the present second.

nginx, as `deploy/nginx` configures it, stores nothing else. Its times are whole seconds: what may
be stored for one is given for up to two. So it sends its own time with each request, and gets
the second after which it must ask again; the clocks of two machines need not agree.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

TIME = "X-Proxy-Time"  # $msec: seconds since 1970, with thousandths
_TIME = re.compile(r"([0-9]{1,12})\.[0-9]{3}")
_STORED = {200, 304}


class MicroCacheMiddleware:
    """Sends nginx how long it may store a response; it comes first, to see each as it leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.BEHIND_PROXY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        moment = _TIME.fullmatch(request.headers.get(TIME, ""))
        if moment and _may_be_stored(response):
            response.headers["X-Accel-Expires"] = f"@{moment[1]}"
        return response


def _may_be_stored(response: HttpResponse) -> bool:
    return (
        response.status_code in _STORED
        and not response.cookies
        and response.headers.get("Cache-Control", "").startswith("public,")
    )
