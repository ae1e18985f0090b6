"""The form of the editor as it was sent: texts, values, and the buttons beside them."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.refusals import RefusedError
from core.untrusted import without_nul
from translation.content import edits
from translation.content.markup import from_typing
from translation.editor.choices import Choice
from translation.editor.sheet import Row, Sheet

_SHOWN = 2000  # characters of a text that is given back in a message


def _sent(request: HttpRequest, name: str) -> str | None:
    """Return a field as scripts see it; browsers send other line ends than they show."""
    text = request.POST.get(name)
    return None if text is None else without_nul(str(text)).replace("\r\n", "\n").strip()


def _changed(request: HttpRequest, name: str) -> str | None:
    """Return what a field was sent with, or None if it is what the field was shown with."""
    text = _sent(request, name)
    return None if text == (_sent(request, f"was-{name}") or "") else text


def store_all(
    request: HttpRequest, translation: Translation, page: Page, sheet: Sheet, choices: list[Choice]
) -> bool:
    """Store what was typed, chosen and pressed; return whether all of it could be stored.

    A refused text remains in the sheet, with the reason.
    """
    saved = refused = 0
    for row in sheet.rows:
        if (text := _wanted(request, row)) is not None:
            is_saved = _store_text(request, translation, page, row, text)
            saved, refused = saved + is_saved, refused + (not is_saved)
    for choice in choices:
        if (value := _changed(request, choice.field_name)) is not None:
            is_saved = _store_value(request, translation, choice, value)
            saved, refused = saved + is_saved, refused + (not is_saved)
    lost = _("This text is no longer in the original, so it was not saved: “%(text)s”")
    _give_back(request, lost, {f"text-{row.pk}" for row in sheet.rows})
    if saved:
        text = ngettext("%(count)d text saved.", "%(count)d texts saved.", saved)
        messages.success(request, text % {"count": saved})
    return not refused


def _wanted(request: HttpRequest, row: Row) -> str | None:
    """Return the text to be stored for a row, or None; a button goes before the field."""
    pressed = str(row.pk)
    if request.POST.get("keep") == pressed:
        return row.original_text
    if request.POST.get("accept") == pressed:
        return row.suggested_text
    if request.POST.get("clear") == pressed:
        return ""
    return _changed(request, f"text-{row.pk}")


def _store_text(
    request: HttpRequest, translation: Translation, page: Page, row: Row, text: str
) -> bool:
    """Store one text; return whether that was possible. An emptied field clears the text."""
    before, row.text = from_typing(row.was), text
    was = _sent(request, f"was-text-{row.pk}")
    if was is not None and before not in {from_typing(was), from_typing(text)}:
        row.error, row.is_done = edits.overtaken(before), False
        return False
    if not text:
        edits.clear(translation, row.segment)
        row.was, row.is_done, row.error = "", False, ""
        return True
    try:
        edits.store_text(translation, page, row.segment, text, request.user)
    except RefusedError as refused:
        row.error, row.is_done = str(refused), False
        return False
    row.was, row.is_done, row.error = text, True, ""
    return True


def _store_value(
    request: HttpRequest, translation: Translation, choice: Choice, value: str
) -> bool:
    choice.error = ""
    if not value:
        choice.own.data = None
        edits.clear_value(translation, choice.segment)
        return True
    try:
        stored, _is_new = edits.store_value(translation, choice.segment, value, request.user)
    except RefusedError as refused:
        choice.error = str(refused)
        choice.refused = "" if choice.own.is_chosen else value
        return False
    choice.own.data = stored.data
    return True


def former_to_use(request: HttpRequest, sheet: Sheet) -> Row | None:
    """Return the row whose previous translation somebody wants to have in the field."""
    pressed = request.POST.get("use", "")
    return next((row for row in sheet.rows if row.previous and str(row.pk) == pressed), None)


def changed_by_others(
    request: HttpRequest, sheet: Sheet, choices: list[Choice]
) -> list[tuple[str, str]]:
    """Return what is stored otherwise than the form was shown with, as (field path, text).

    What the form itself has just changed is not among it.
    """
    found = []
    for row in sheet.rows:
        was = _sent(request, f"was-text-{row.pk}")
        is_as_read = was is None or from_typing(was) == from_typing(row.was)
        if not is_as_read and _wanted(request, row) is None:
            found.append((row.path, from_typing(row.was)))
    for choice in choices:
        now = str(choice.own.data or "")
        was = _sent(request, f"was-{choice.field_name}")
        if was not in {None, now} and _changed(request, choice.field_name) is None:
            found.append((choice.path, now))
    return found


def give_all_back(request: HttpRequest) -> None:
    """Show people what they typed, if none of it can be stored any more."""
    _give_back(request, _("Not saved: “%(text)s”"))


def _give_back(request: HttpRequest, message: str, known: Collection[str] = ()) -> None:
    """Show what was typed in fields other than `known`, by `message` with each text."""
    for name in request.POST:
        if name.startswith("text-") and name not in known and (text := _changed(request, name)):
            messages.warning(request, message % {"text": Truncator(text).chars(_SHOWN)})
