"""The editor of translations: the original beside its translation, text by text.

With a script each text is saved when it is left; without one, everything is saved by whichever
button is pressed. Whatever cannot be stored remains in its field, with the reason beside it.
"""

from collections.abc import Sequence
from typing import Any

from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.content.texts import refresh_source, translation_into
from translation.editor import header
from translation.editor.choices import Choice, choices_of
from translation.editor.reviewed import Reviewed, reviewed
from translation.editor.sheet import Sheet, sheet_of
from translation.editor.values import look_up
from translation.status.labels import status_text
from translation.views import editing
from translation.views.access import only_translates, refuse_translators
from translation.views.editor_form import Shown, handle
from translation.workflow.privacy import may_read_original
from translation.workflow.review import Correction, Review, corrections_in, returned, review_of


def edit_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Edit a page that is translated text by text; others have Wagtail's own editor.

    The hook `before_edit_page`: wagtail-localize's editor publishes whatever is translated.
    """
    translation = translation_into(page)
    if translation is None or not translation.enabled:
        return _without_editor(request, page, translation)
    if request.method != "POST":
        refresh_source(translation.source)
        return _show(request, Shown(translation, page))
    shown = handle(request, translation, page)
    return redirect("wagtailadmin_pages:edit", page.pk) if shown is None else _show(request, shown)


def _without_editor(
    request: HttpRequest, page: Page, translation: Translation | None
) -> HttpResponse | None:
    """Refuse those who only translate, and restart a stopped translation where that is asked."""
    refusal = refuse_translators(request, page)
    if refusal is not None or translation is None:
        return refusal
    is_restart = request.method == "POST" and "localize-restart-translation" in request.POST
    return editing.restart(request, translation, page) if is_restart else None


def _show(request: HttpRequest, shown: Shown) -> HttpResponse:
    translation, page = shown.translation, shown.page
    review = review_of(page, request.user)
    sent_back = returned(page) if review is None else None
    decided = review.task_state if review else sent_back
    corrections = corrections_in(decided.workflow_state) if decided else []
    is_hidden = not may_read_original(request.user, translation)
    context = {
        "page": page,
        "page_for_status": page,
        "translation": translation,
        "is_hidden": is_hidden,
        "comment": request.POST.get("comment", ""),
        "returned": sent_back,
        "corrections": corrections,
        "header_title": _("Translating “%(title)s”") % {"title": page.get_admin_display_title()},
        "header_buttons": header.buttons(request, page),
        **header.sides(translation),
        **({} if is_hidden else _contents(request, shown, review, corrections)),
        **_situation(request, translation, page, review, is_hidden),
    }
    return render(request, "translation/editor.html", context)


def _contents(
    request: HttpRequest, shown: Shown, review: Review | None, corrections: Sequence[Correction]
) -> dict[str, Any]:
    """Return the texts: those of the revision in review, or those that are stored now."""
    translation = shown.translation
    submitted = _submitted(request, shown, review, corrections) if review else None
    sheet, choices = (Sheet(), []) if submitted else _stored(shown)
    look_up([side for each in choices for side in (each.original, each.own)], request.user)
    source_lang = translation.source.locale.language_code
    return {
        "reviewed": submitted,
        "sheet": sheet,
        "choices": choices,
        "media": sum((choice.media for choice in choices), Media()),
        "altered": shown.doubts.altered,
        "names": [
            {"term": name.term.in_language(source_lang), "wanted": name.wanted, "place": name.place}
            for name in shown.doubts.names
        ],
        "pictures": shown.doubts.pictures,
        "action": shown.action,
    }


def _submitted(
    request: HttpRequest, shown: Shown, review: Review, corrections: Sequence[Correction]
) -> Reviewed:
    """Return the texts in review, with corrections of them that could not be stored."""
    corrected = {text for each in corrections for text in each.texts}
    found = reviewed(shown.translation, review.revision, request.user, corrected)
    for text in found.texts:
        attempt = shown.attempts.get(text.original.pk) if text.original else None
        if attempt is not None:
            text.typed, text.error = attempt.text or text.was, attempt.error
    return found


def _stored(shown: Shown) -> tuple[Sheet, list[Choice]]:
    sheet, choices = shown.sheet, shown.choices
    return (
        sheet_of(shown.translation, shown.page) if sheet is None else sheet,
        choices_of(shown.translation, shown.page) if choices is None else choices,
    )


def _situation(
    request: HttpRequest,
    translation: Translation,
    page: Page,
    review: Review | None,
    is_hidden: bool,
) -> dict[str, Any]:
    """Return what the user can do with the translation as things are."""
    lock = page.get_lock() if review is None else None
    is_locked = lock is not None and lock.for_user(request.user)
    is_open = review is None and not is_locked and not is_hidden
    status = header.status_of(translation)
    return {
        "review": review,
        "lock_message": lock.get_message(request.user) if lock is not None and is_locked else "",
        "is_open": is_open,
        "can_publish": is_open and page.permissions_for_user(request.user).can_publish(),
        "can_stop": is_open and not only_translates(request.user, page),
        "can_submit": is_open and page.has_workflow,
        "status": status,
        "status_text": status_text(status) if status is not None else "",
        "tools": header.tools(translation, page, status, is_open),
    }
