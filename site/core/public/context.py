"""What every page of the site shows around its content: names, menus, languages."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.caching.accepted import saves_data
from core.language.languages import LANGUAGES, current_language
from core.public.chrome import Chrome


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """Add `chrome`, looked up only by templates that show it, `language` and `saves_data`.

    Readers who save data see links in place of pictures.
    """
    lang = current_language()
    return {
        "language": LANGUAGES[lang],
        "saves_data": saves_data(request),
        "chrome": SimpleLazyObject(lambda: Chrome(lang, request.path)),
    }
