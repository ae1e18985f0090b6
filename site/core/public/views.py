"""The start address `/`, which leads to a language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe


@require_safe
def redirect_to_language(request: HttpRequest) -> HttpResponse:
    """Send readers of `/`, and only of `/`, to the language that their browser asks for."""
    response = redirect(f"/{translation.get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
