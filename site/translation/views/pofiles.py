"""Translating offline: one page as a PO file and back."""

from collections import Counter
from typing import Any
from urllib.parse import quote

import polib
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation, TranslationContext
from wagtail_localize.strings import StringValue, validate_translation_links

from core.shelf.registry import RefusedError
from core.text import slug_of, without_nul
from translation.strings import refresh_source
from translation.texts import plain, too_long
from translation.views.access import open_translation

LARGEST = 5 * 1024 * 1024
_HEADER = "X-WagtailLocalize-TranslationID"


@require_safe
def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give the texts of a translation as `<slug>.<language>.po`, in the slug's own script."""
    translation, page = open_translation(request.user, translation_id)
    refresh_source(translation.source)
    name = f"{slug_of(page.draft_title) or page.slug}.{page.locale.language_code}.po"
    response = HttpResponse(
        str(translation.export_po()), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = (
        f"attachment; filename=\"{page.locale.language_code}.po\"; filename*=UTF-8''{quote(name)}"
    )
    return response


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take over the finished texts of a PO file of this translation; nothing is published."""
    translation, page = open_translation(request.user, translation_id)
    here = redirect(
        get_valid_next_url_from_request(request) or translation.get_target_instance_edit_url()
    )
    try:
        po = _read(request.FILES.get("file"), translation)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return here
    left_out = _keep_usable(po, translation, page)
    unknown = translation.import_po(po, user=request.user, tool_name="PO File")
    _report(request, len(po) - len(unknown), left_out, len(unknown))
    return here


def _read(file: UploadedFile | None, translation: Translation) -> polib.POFile:
    """Return the uploaded file, parsed; raises RefusedError that says what is wrong with it."""
    if file is None:
        raise RefusedError(_("Choose a PO file first."))
    if (file.size or 0) > LARGEST:
        raise RefusedError(_("The file is larger than 5 MB."))
    try:
        # The line end keeps polib from taking the content for the name of a file to open.
        po = polib.pofile(without_nul(file.read().decode("utf-8-sig")) + "\n")
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise RefusedError(_("This is not a PO file, or it is damaged.")) from error
    written_for = po.metadata.get(_HEADER)
    if written_for is None:
        raise RefusedError(
            _("The file does not say to which page it belongs: its header %(header)s is missing.")
            % {"header": _HEADER}
        )
    if written_for != str(translation.uuid):
        raise RefusedError(_("The file belongs to another page or language."))
    return po


def _keep_usable(po: polib.POFile, translation: Translation, page: Any) -> Counter[str]:
    """Take out of `po` what must not be stored; return how many entries there are per reason."""
    work = translation.source.object_id
    places = dict(
        TranslationContext.objects.filter(object_id=work).values_list("path", "field_path")
    )
    left_out: Counter[str] = Counter()
    for entry in list(po):
        reason = _reason_against(entry, places, type(page))
        if reason is not None:
            po.remove(entry)
            left_out[reason] += 1
    left_out.pop("", None)
    return left_out


def _reason_against(entry: polib.POEntry, places: dict[str, str], model: Any) -> str | None:
    """Return why an entry is not stored, "" if it is not worth a word, or None if it is."""
    if entry.obsolete or not plain(entry.msgstr):
        return ""
    if entry.fuzzy:
        return _("marked as uncertain (fuzzy)")
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError:
        return _("with markup that is not allowed")
    place = places.get(entry.msgctxt or "")  # an unknown one is reported by the import
    if place and too_long(model, place, entry.msgstr):
        return _("too long for their place")
    return None


def _report(request: HttpRequest, imported: int, left_out: Counter[str], unknown: int) -> None:
    if unknown:
        left_out[_("not in this page")] += unknown
    if imported:
        messages.success(
            request,
            ngettext(
                "%(count)d text was taken over from the file.",
                "%(count)d texts were taken over from the file.",
                imported,
            )
            % {"count": imported},
        )
    else:
        messages.warning(request, _("Nothing was taken over from the file."))
    if left_out:
        reasons = _("; ").join(f"{count} {reason}" for reason, count in left_out.items())
        messages.warning(request, _("Not taken over: %(reasons)s.") % {"reasons": reasons})
