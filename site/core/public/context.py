"""What every page of the site shows around its content: names, menus, languages."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.language.languages import LANGUAGES, current_language
from core.public.chrome import Chrome


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """Add `chrome`, looked up only by templates that show it, and `language`."""
    lang = current_language()
    return {
        "language": LANGUAGES[lang],
        "chrome": SimpleLazyObject(lambda: Chrome(lang, request.path)),
    }
