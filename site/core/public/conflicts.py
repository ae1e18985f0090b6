"""The answer where the database refuses what a form would store: 409, and what people typed.

Forms look before they store, so it is what somebody else has stored in between, or what no screen
of ours sends. Nothing was stored; sent once more, the form is looked at anew.
"""

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils import translation
from django.utils.log import log_response
from django.utils.translation import gettext as _

from core.language.languages import LANGUAGES
from core.public.given_back import form_of, is_of_script, may_come_back
from core.public.unavailable import language_of


def not_stored(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    """Answer 409: as a page with the form in it, or as JSON where a script asked."""
    lang = language_of(request)
    with translation.override(lang):
        if is_of_script(request):
            message = _("Not saved: it does not fit what is stored by now. Open the page anew.")
            content = {"success": False, "error_code": "validation_error"}
            content |= {"error_message": message, "error": message}
            response: HttpResponse = JsonResponse(content, status=409)
        else:
            context = {"language": LANGUAGES[lang]}
            context |= form_of(request) if may_come_back(request) else {}
            response = HttpResponse(loader.get_template("409.html").render(context), status=409)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = lang
    log_response(
        "The database refused what was sent to %s", request.path,
        response=response, request=request, level="error", exception=error,
    )  # fmt: skip
    return response
