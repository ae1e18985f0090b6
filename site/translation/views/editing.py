"""The addresses behind the editor of translations: single texts and values, stopping, restarting.

Texts and values are saved by a script one by one. What is refused is answered with 200 and an
`error`, which the script shows beside the text; nothing is stored then.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views.edit_translation import stop_translation as stock_stop

from core.refusals import RefusedError
from core.untrusted import without_nul
from translation.content import edits
from translation.content.findings import findings
from translation.content.markup import for_typing
from translation.content.readback import ReadBack
from translation.content.texts import named, refresh_source
from translation.content.translated import is_open_repetition, repetition_message
from translation.content.typed import from_typing
from translation.glossary import name_findings
from translation.views.access import only_translates, open_translation
from translation.views.next_page import next_address
from translation.workflow.guards import refuse_change_in_review


def _form(request: HttpRequest) -> dict[str, str]:
    """Return the fields of a PUT or DELETE, which Django itself does not read."""
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.lower() not in {"utf-8", "utf8"}:
        raise RefusedError(_("Send the text in UTF-8."))
    form = QueryDict(request.body, encoding="utf-8")
    return {name: without_nul(str(value)) for name, value in form.items()}


def _segment_of(model: Any, translation: Translation, pk: int) -> Any:
    segment = get_object_or_404(model.objects.select_related("context"), pk=pk)
    if segment.source_id != translation.source_id:
        raise Http404
    return segment


@require_http_methods(["PUT", "DELETE"])
def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Store or remove the translation of one text.

    A PUT has its `value`, and `keep` if that is to stay as in the original. Both may send what
    `was` there: when somebody else has stored another text meanwhile, the answer is an error with
    that text as `current`. Answers with the stored `data` as the field shows it, whether it
    `is_done`, `error`, and a `hint` about what it lacks.
    """
    answer: dict[str, Any] = {"segment_id": string_segment_id, "error": None, "hint": ""}
    try:
        translation, page = open_translation(request.user, translation_id)
        segment = _segment_of(StringSegment, translation, string_segment_id)
        form = _form(request)
        value = form.get("value", "").strip() if request.method == "PUT" else ""
        answer["data"] = value
        now, lang = edits.stored(translation, segment), translation.target_locale.language_code
        if "was" in form and now not in {from_typing(form["was"]), from_typing(value)}:
            answer |= {"error": edits.overtaken(now), "current": for_typing(now, lang)}
            return JsonResponse(answer)
        if request.method == "DELETE":
            is_gone = edits.clear(translation, segment)
            return JsonResponse(answer, status=200 if is_gone else 404)
        stored, is_new = edits.store_text(
            translation, page, segment, value, request.user, is_to_stay="keep" in form
        )
    except RefusedError as refused:
        return JsonResponse(answer | {"error": str(refused)})
    answer |= {"data": for_typing(stored.data, lang), **_about(segment.string.data, stored, lang)}
    return JsonResponse(answer, status=201 if is_new else 200)


def _about(original: str, stored: StringTranslation, lang: str) -> dict[str, Any]:
    """Return whether a stored text is a translation, and what it lacks."""
    if is_open_repetition(original, stored.data, stored.tool_name, lang):
        return {"is_done": False, "hint": repetition_message()}
    found = findings(original, stored.data) + name_findings(original, stored.data, lang)
    return {"is_done": True, "hint": " ".join(map(str, found))}


@require_POST
def check_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Answer what to say of a text while it is typed: a `hint`, or "". Nothing is stored."""
    try:
        translation, _page = open_translation(request.user, translation_id)
        segment = _segment_of(StringSegment, translation, string_segment_id)
    except RefusedError as refused:
        return JsonResponse({"error": str(refused), "hint": ""}, status=403)
    typed = from_typing(without_nul(request.POST.get("value", "")))
    found = name_findings(segment.string.data, typed, translation.target_locale.language_code)
    return JsonResponse({"error": None, "hint": " ".join(map(str, found))})


@require_http_methods(["PUT", "DELETE"])
def edit_value(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponse:
    """Store or remove the target's own picture, page or address instead of the source's."""
    answer: dict[str, Any] = {"segment_id": overridable_segment_id, "error": None}
    try:
        translation, _page = open_translation(request.user, translation_id)
        segment = _segment_of(OverridableSegment, translation, overridable_segment_id)
        if request.method == "DELETE":
            is_gone = edits.clear_value(translation, segment)
            return JsonResponse(answer | {"data": None}, status=200 if is_gone else 404)
        answer["data"] = _form(request).get("value", "").strip()
        stored, is_new = edits.store_value(translation, segment, answer["data"], request.user)
    except RefusedError as refused:
        return JsonResponse(answer | {"error": str(refused)})
    return JsonResponse(answer | {"data": stored.data}, status=201 if is_new else 200)


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """End the translation by strings; the page is edited by hand from now on, by editors."""
    _translation, page = open_translation(request.user, translation_id)
    if only_translates(request.user, page):
        raise PermissionDenied
    next_address(request)  # refuses an address to which stock could not redirect
    return stock_stop(request, translation_id)


def restart(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse:
    """Translate by strings again, with what was written by hand since in the strings.

    If that would lose hand-written text, nothing is started and the text is named.
    """
    if page.permissions_for_user(request.user).page_locked():
        raise PermissionDenied
    refuse_change_in_review(page)
    here = redirect("wagtailadmin_pages:edit", page.pk)
    try:
        read = _read_back(translation, page)
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    except RefusedError as error:
        messages.error(request, str(error))
        return here
    read.store(request.user)
    refresh_source(translation.source)
    done = _("The translation goes on. What was written by hand has been taken over.")
    messages.success(request, done)
    return here


def _read_back(translation: Translation, page: Page) -> ReadBack:
    """Return what was written by hand; raises RefusedError if that has no original."""
    try:
        translation.source.get_source_instance()
    except ObjectDoesNotExist as error:
        gone = _("The translation was not started again, because its original has been deleted.")
        raise RefusedError(gone) from error
    read = ReadBack(translation, page.get_latest_revision_as_object())
    if read.lost:
        lost = _(
            "The translation was not started again: these texts were written by hand and have "
            "no place in the original, so they would be lost: %(texts)s."
        )
        raise RefusedError(lost % {"texts": named(type(page), read.lost)})
    return read
