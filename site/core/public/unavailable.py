"""The answer while the database is busy or away, the site busy or the disk full: 503.

What people typed comes back.

Everything here comes from the request alone. There may be no session, user or template context,
and one more query would only be one more wait.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils import translation
from django.utils.log import log_response
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from core.addresses.base import CMS_PATH
from core.costly.bounded import BusyError
from core.databases.availability import RETRY_SECONDS, is_disk_full
from core.language.languages import LANGUAGES, language_of_path
from core.public.given_back import form_of, is_of_script, may_come_back

_SAFE = {"GET", "HEAD", "OPTIONS"}


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """Answer 503: as a page, or as JSON where a script asked.

    A form of the CMS comes back whole, to be sent once more; without passwords, which no page
    should hold, and without files, which none can.
    """
    lang = language_of(request)
    reason = _reason(error)
    with translation.override(lang):
        if is_of_script(request):
            content = _for_scripts(reason)
            response: HttpResponse = JsonResponse(content, status=503)
        else:
            response = HttpResponse(_page(request, lang, reason), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = lang
    # One line: a hundred of these with their tracebacks would hide everything else.
    log_response(
        "Busy, full, or the database is away (%s): %s", str(error).strip(), request.path,
        response=response, request=request, level="warning",
    )  # fmt: skip
    return response


def _reason(error: BaseException | None) -> str:
    if isinstance(error, BusyError):  # with work of one kind; the database is well
        return "busy"
    return "full" if is_disk_full(error) else "database"


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


def _for_scripts(reason: str) -> dict[str, Any]:
    """Return what Wagtail's scripts and ours show beside the form, in which the text remains.

    Of the codes for which Wagtail's autosave shows our text, “locked” is the one after which it
    tries again with the next change.
    """
    messages = {
        "busy": _("Not saved: the site is very busy. Your text stays here; try again in a moment."),
        "full": _(
            "Not saved: the server has no room left. Your text stays here; inform an administrator."
        ),
        "database": _(
            "Not saved: the database is busy or cannot be reached. Your text stays here; try again "
            "in a moment."
        ),
    }
    message = messages[reason]
    return {
        "success": False,
        "error_code": "locked",
        "error_message": message,
        "error": message,
    }


def _page(request: HttpRequest, lang: str, reason: str) -> str:
    context = {
        "language": LANGUAGES[lang],
        "reason": reason,
        "is_change": request.method not in _SAFE,
        "is_cms": request.path_info.startswith(CMS_PATH),
        "query": request.META.get("QUERY_STRING", ""),
    }
    if may_come_back(request):
        context |= form_of(request)
    return loader.get_template("503.html").render(context)
