"""The answer while the database is busy or away: 503, and what people typed.

Everything here comes from the request alone. There may be no session, user or template context,
and one more query would only be one more wait.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils import translation
from django.utils.log import log_response
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from core.addresses.base import CMS_PATH
from core.databases.availability import RETRY_SECONDS
from core.language.languages import LANGUAGES, language_of_path

_SAFE = {"GET", "HEAD", "OPTIONS"}
# A title, a sentence, anything in Arabic: not an id, a date or a name for programs.
_WORDS = re.compile(r"[^\W\d_]\S*\s+\S|[^\W\d_a-zA-Z]")


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """Answer 503: as a page, or as JSON where a script asked.

    A form of the CMS comes back whole, to be sent once more; without passwords, which no page
    should hold, and without files, which none can.
    """
    lang = language_of(request)
    with translation.override(lang):
        if _is_of_script(request):
            response: HttpResponse = JsonResponse(_for_scripts(), status=503)
        else:
            response = HttpResponse(_page(request, lang), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = lang
    # One line: a hundred of these with their tracebacks would hide everything else.
    log_response(
        "The database is busy or away (%s): %s", str(error).strip(), request.path,
        response=response, request=request, level="warning",
    )  # fmt: skip
    return response


def language_of(request: HttpRequest) -> str:
    """Return the language of the address; in the CMS that of the user, if it was read before."""
    if lang := language_of_path(request.path_info):
        return lang
    user = getattr(request, "_cached_user", None)
    profile = UserProfile._meta.get_field("user").remote_field
    if user is not None and user.is_authenticated and profile.is_cached(user):
        chosen = getattr(profile.get_cached_value(user), "preferred_language", "")
        if chosen in LANGUAGES:
            return str(chosen)
    return translation.get_language_from_request(request)[:2]


def _is_of_script(request: HttpRequest) -> bool:
    """Whether a script sent the request, and shows the answer in the page that is open."""
    accepts = request.headers.get("Accept", "")
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or ("application/json" in accepts and "text/html" not in accepts)
        or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    )


def _for_scripts() -> dict[str, Any]:
    """Return what Wagtail's scripts and ours show beside the form, in which the text remains.

    Of the codes for which Wagtail's autosave shows our text, “locked” is the one after which it
    tries again with the next change.
    """
    message = _(
        "Not saved: the database is busy or cannot be reached. Your text stays here; try again in "
        "a moment."
    )
    return {
        "success": False,
        "error_code": "locked",
        "error_message": message,
        "error": message,
    }


def _page(request: HttpRequest, lang: str) -> str:
    context = {
        "language": LANGUAGES[lang],
        "is_change": request.method not in _SAFE,
        "is_cms": request.path_info.startswith(CMS_PATH),
        "query": request.META.get("QUERY_STRING", ""),
    }
    if _may_come_back(request):
        context |= _form(request)
    return loader.get_template("503.html").render(context)


def _may_come_back(request: HttpRequest) -> bool:
    """Whether a form may be given back with a token: only if it came with one of its own.

    Else another site could have it filled in and wait for somebody to press the button.
    """
    return (
        request.method == "POST"
        and request.path_info.startswith(CMS_PATH)
        and getattr(request, "csrf_processing_done", False)
        and bool(request.POST or request.FILES)
    )


def _form(request: HttpRequest) -> dict[str, Any]:
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    shown = [(name, value) for name, value in sent if not _is_secret(name)]
    fields = [(name, value) for name, value in shown if name != "csrfmiddlewaretoken"]
    return {
        "fields": fields,
        "token": get_token(request),
        "is_multipart": request.content_type == "multipart/form-data",
        "lacks_passwords": len(shown) < len(sent),
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
        "texts": list(_texts(fields)),
    }


def _is_secret(name: str) -> bool:
    return "password" in name.lower()


def _texts(fields: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what people can read of the fields, for them to copy."""
    for _name, value in fields:
        text = "\n".join(_paragraphs(value))
        if _WORDS.search(text):
            yield text


def _paragraphs(value: str) -> list[str]:
    """Return the paragraphs of a field; rich text comes as JSON from Wagtail's editor."""
    if value.startswith("{"):
        try:
            return [str(block["text"]) for block in json.loads(value)["blocks"]]
        except (ValueError, LookupError, TypeError):
            return [value]
    return [value]
