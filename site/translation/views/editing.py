"""The editor of translations: single texts and values, publishing, stopping, starting again.

Texts and values are saved by a script that understands only success: what is refused is answered
with 200 and an `error`, which it shows beside the text; nothing is stored then. After any other
status it says that a value has been changed.
"""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.multipartparser import MultiPartParser
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    SourceDeletedError,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views.edit_translation import (
    SegmentOverrideSerializer,
    StringTranslationSerializer,
)
from wagtail_localize.views.edit_translation import stop_translation as stock_stop

from core.shelf.registry import RefusedError
from core.text import without_nul
from translation.strings import ReadBack, refresh_source, written_by
from translation.texts import named, plain, too_long
from translation.values import clean_value
from translation.views.access import only_translates, open_translation

_LONGEST_VALUE = 2000


def _submitted(request: HttpRequest) -> str:
    """Return the field `value` of a PUT, which Django itself does not read."""
    if request.content_type == "multipart/form-data":
        parser = MultiPartParser(request.META, request, request.upload_handlers, request.encoding)
        form: QueryDict = parser.parse()[0]
    else:
        form = QueryDict(request.body, encoding=request.encoding)
    return without_nul(form.get("value", "")).strip()


def _segment_of(model: Any, translation: Translation, pk: int) -> Any:
    segment = get_object_or_404(model.objects.select_related("context"), pk=pk)
    if segment.source_id != translation.source_id:
        raise Http404
    return segment


@require_http_methods(["PUT", "DELETE"])
def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Store or remove the translation of one text, as `StringTranslationSerializer` shows it."""
    translation, page = open_translation(request.user, translation_id)
    segment = _segment_of(StringSegment, translation, string_segment_id)
    key = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    if request.method == "DELETE":
        return _remove(StringTranslation.objects.filter(**key))
    value = _submitted(request)
    if error := _refusal(page, segment, value):
        refused = {"string_id": segment.string_id, "segment_id": segment.pk, "data": value}
        return JsonResponse(refused | {"error": error, "comment": "", "last_translated_by": None})
    stored, is_new = StringTranslation.objects.update_or_create(
        **key, defaults=written_by(request.user, value)
    )
    context = {"translation_source": translation.source}
    data = StringTranslationSerializer(stored, context=context).data
    return JsonResponse(data, status=201 if is_new else 200)


def _refusal(page: Any, segment: StringSegment, value: str) -> str:
    if not plain(value):
        return _("An empty text is no translation.")
    return too_long(type(page), segment.context.get_field_path(page), value)


def _remove(found: Any) -> HttpResponse:
    """Remove one by one: wagtail-localize listens for that to correct a page's title."""
    removed = [stored.delete() for stored in found]
    return JsonResponse({}, status=200 if removed else 404)


@require_http_methods(["PUT", "DELETE"])
def edit_value(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponse:
    """Store or remove the target's own picture, page or address in the place of the source's."""
    translation, _page = open_translation(request.user, translation_id)
    segment = _segment_of(OverridableSegment, translation, overridable_segment_id)
    key = {"locale_id": translation.target_locale_id, "context_id": segment.context_id}
    if request.method == "DELETE":
        return _remove(SegmentOverride.objects.filter(**key))
    value = _submitted(request)
    try:
        data = _value_for(segment, value)
    except ValidationError as error:
        refused = {"segment_id": segment.pk, "data": value, "error": " ".join(error.messages)}
        return JsonResponse(refused)
    stored, is_new = SegmentOverride.objects.update_or_create(
        **key,
        defaults={
            "data_json": json.dumps(data),
            "last_translated_by": request.user,
            "has_error": False,
            "field_error": "",
        },
    )
    context = {"translation_source": translation.source}
    shown = SegmentOverrideSerializer(stored, context=context).data
    return JsonResponse(shown, status=201 if is_new else 200)


def _value_for(segment: OverridableSegment, value: str) -> Any:
    """Return what to store; raises ValidationError that says why the value cannot stand there."""
    is_choice = isinstance(segment.data, int)
    if not value or len(value) > _LONGEST_VALUE or (is_choice and not value.isdecimal()):
        raise ValidationError(_("“%(value)s” cannot be used here.") % {"value": value[:50]})
    try:
        original = segment.source.as_instance()
    except SourceDeletedError as error:
        raise Http404 from error
    return clean_value(original, segment.context.path, int(value) if is_choice else value)


def publish(request: HttpRequest, translation: Translation, page: Any) -> HttpResponse:
    """Publish a translation from its editor, if all of it is translated."""
    rights = page.permissions_for_user(request.user)
    if not rights.can_publish():
        raise PermissionDenied
    if page.workflow_in_progress or rights.page_locked():
        message = _("“%(title)s” is in review or locked, so it is not published from here.")
        messages.error(request, message % {"title": page.get_admin_display_title()})
        return redirect(request.path)
    try:
        translation.save_target(user=request.user, publish=True)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(
            request,
            _("Not published. Please correct: %(errors)s") % {"errors": " ".join(error.messages)},
        )
    else:
        page.refresh_from_db()
        message = _("“%(title)s” has been published.") % {"title": page.title}
        messages.success(request, message)
    return redirect(request.path)


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """End the translation by strings; the page is edited by hand from now on, by editors."""
    _translation, page = open_translation(request.user, translation_id)
    if only_translates(request.user, page):
        raise PermissionDenied
    return stock_stop(request, translation_id)


def restart(request: HttpRequest, translation: Translation, page: Any) -> HttpResponse:
    """Translate by strings again, with what was written by hand since in the strings.

    Where hand-written text would be lost by that, nothing is started and the text is named.
    """
    here = redirect("wagtailadmin_pages:edit", page.pk)
    if page.permissions_for_user(request.user).page_locked():
        raise PermissionDenied
    read = ReadBack(translation, page.get_latest_revision_as_object())
    if read.lost:
        messages.error(
            request,
            _(
                "The translation was not started again: these texts were written by hand and have "
                "no place in the original, so they would be lost: %(texts)s."
            )
            % {"texts": named(type(page), read.lost)},
        )
        return here
    try:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return here
    read.store(request.user)
    refresh_source(translation.source)
    message = _("The translation goes on. What was written by hand has been taken over.")
    messages.success(request, format_html("{}", message))
    return here
