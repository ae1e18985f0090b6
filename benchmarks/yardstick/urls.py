"""The site's addresses, and before them the floor and Wagtail's own APIs."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3

from config.urls import urlpatterns as site_urlpatterns


@cache
def _constant_bytes(size: int) -> bytes:
    return b"x" * size


def floor(_request: HttpRequest, size: int) -> HttpResponse:
    """Answer with so many bytes, made once: the lowest cost of a view behind middleware."""
    return HttpResponse(_constant_bytes(size), content_type="application/json")


v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("floor/<int:size>/", floor),
    path("v2/", v2.urls),
    path("v3/", v3.urls),
    *site_urlpatterns,
]
