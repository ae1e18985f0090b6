"""The site among bookmarks and on home screens: its icon, and the manifest of each language."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from core.language.languages import LANGUAGES, current_language
from core.public.chrome import Chrome

# The paper of both schemes and the mark's ground, as the stylesheet has them.
PAPER, GROUND = "#fbf8f2", "#12303d"
_SIZES = (192, 512)
_DAY = "public, max-age=86400"


@require_safe
def favicon(request: HttpRequest) -> HttpResponseBase:
    """Lead to the icon: browsers and feed readers ask for this address, whatever a page names."""
    response = redirect(static("icons/favicon.ico"))
    response.headers["Cache-Control"] = _DAY
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Answer what a home screen shows of the site, in the language of the address."""
    lang = current_language()
    chrome = Chrome(lang)
    content: dict[str, Any] = {
        "id": chrome.home,
        "name": chrome.name,
        "short_name": chrome.short_name,
        "lang": lang,
        "dir": LANGUAGES[lang].direction,
        "start_url": chrome.home,
        "scope": "/",
        # With its address and the way back: people see where they are.
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": GROUND,
        "icons": [_icon(size, purpose) for size in _SIZES for purpose in ("any", "maskable")],
    }
    return JsonResponse(
        content,
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"icons/{size}.png" if purpose == "any" else f"icons/maskable-{size}.png"
    return {
        "src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose,
    }  # fmt: skip
