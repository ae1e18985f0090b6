"""The form of the editor as it was sent: what was typed is stored, then its button does its work.

Whatever cannot be stored remains in its field, with the reason beside it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.refusals import RefusedError
from core.untrusted import row_id, without_nul
from translation.content import edits
from translation.content.texts import named
from translation.content.typed import from_typing
from translation.editor.choices import Choice, choices_of
from translation.editor.sheet import Row, Sheet, sheet_of
from translation.views import corrections, editor_actions
from translation.views.access import refusal_to_read
from translation.views.corrections import Attempt
from translation.views.editor_actions import Doubts
from translation.workflow.correction import Typed
from translation.workflow.guards import refuse_change_in_review

_Finish = Callable[[HttpRequest, Translation, Page], Doubts]
_FINISHING: dict[str, _Finish] = {
    "draft": editor_actions.save_draft,
    "submit": editor_actions.submit,
    "submit-anyway": partial(editor_actions.submit, is_sure=True),
    "publish": editor_actions.publish,
    "publish-anyway": partial(editor_actions.publish, is_sure=True),
}
_CORRECTION = "correct-"  # what the fields of corrections begin with
_READ_BEFORE = {"submit", "submit-anyway", "publish", "publish-anyway"}
_REVIEWING: dict[str, _Finish] = {
    "approve": editor_actions.approve,
    "approve-anyway": partial(editor_actions.approve, is_sure=True),
    "send-back": editor_actions.send_back,
    "withdraw": editor_actions.withdraw,
}
_TYPED_INTO = ("text-", _CORRECTION)
_UNREAD = {"send-back", "withdraw"}  # allowed without the right to read the original


@dataclass
class Shown:
    """The content of the editor: what is stored, unless something else is given.

    `doubts` are what it asks about before it continues with `action`, `attempts` the corrections in
    review that could not be stored, by the ids of their segments.
    """

    translation: Translation
    page: Page
    sheet: Sheet | None = None
    choices: list[Choice] | None = None
    doubts: Doubts = field(default_factory=Doubts)
    action: str = ""
    attempts: dict[int, Attempt] = field(default_factory=dict)


@dataclass
class _Stored:
    """How many texts and values were saved or refused, and what others changed meanwhile.

    `changed` has what is stored otherwise than the form was shown with, as (field path, text);
    what the form itself changes is not among it.
    """

    saved: int = 0
    refused: int = 0
    changed: list[tuple[str, str]] = field(default_factory=list)

    def count(self, is_saved: bool) -> None:
        self.saved += is_saved
        self.refused += not is_saved


def handle(request: HttpRequest, translation: Translation, page: Page) -> Shown | None:
    """Do what the form asks for; return what to show of it again, or None if it is done."""
    action, corrected = request.POST.get("action", ""), _corrections(request)
    is_unread = action in _UNREAD and not corrected
    if not is_unread and refusal_to_read(request, translation, page) is not None:
        _give_all_back(request)
        return None
    try:
        if corrected or action == "correct":
            return _correct(request, translation, page, corrected)
        if decide := _REVIEWING.get(action):
            doubts = decide(request, translation, page)
            return Shown(translation, page, doubts=doubts, action=action) if doubts else None
        refuse_change_in_review(page)
    except RefusedError:
        _give_all_back(request)
        raise
    if page.permissions_for_user(request.user).page_locked():
        messages.error(request, _("Nothing was saved, because somebody has locked the page."))
        _give_all_back(request)
        return None
    return _store_and_finish(request, translation, page, action)


def _correct(
    request: HttpRequest, translation: Translation, page: Page, typed: dict[int, Typed]
) -> Shown | None:
    """Store corrections; a decision that was to follow is taken when they have been read."""
    attempts = corrections.store(request, translation, page, typed) if typed else {}
    is_done = not attempts and request.POST.get("action") not in _REVIEWING
    return None if is_done else Shown(translation, page, attempts=attempts)


def _corrections(request: HttpRequest) -> dict[int, Typed]:
    """Return what is to be corrected, by the ids of segments; a button goes before its field."""
    found: dict[int, Typed] = {}
    for name in request.POST:
        pk = row_id(name.removeprefix(_CORRECTION)) if name.startswith(_CORRECTION) else None
        text = _changed(request, name)
        if pk and text is not None:
            found[pk] = Typed(text)
    if kept := row_id(request.POST.get("keep-original", "")):
        found[kept] = Typed(is_to_stay=True)
    return found


def _store_and_finish(
    request: HttpRequest, translation: Translation, page: Page, action: str
) -> Shown | None:
    sheet, choices = sheet_of(translation, page), choices_of(translation, page)
    stored = _store_all(request, translation, page, sheet, choices)
    if stored.refused:
        messages.error(request, _("Not everything could be saved. Please look below."))
        return Shown(translation, page, sheet, choices)
    if former := _former_to_use(request, sheet):
        former.text = former.former_text  # to be read once more before it is stored
        return Shown(translation, page, sheet, choices)
    if stored.changed and action in _READ_BEFORE:
        message = _(
            "Nothing was submitted or published, because others have changed this since you opened "
            "the page: %(texts)s. It is shown below as it is now. Read it, and press the button "
            "again."
        )
        messages.error(request, message % {"texts": named(type(page), stored.changed)})
        return Shown(translation, page)
    finish = _FINISHING.get(action)
    doubts = finish(request, translation, page) if finish else Doubts()
    return Shown(translation, page, doubts=doubts, action=action) if doubts else None


def _store_all(
    request: HttpRequest, translation: Translation, page: Page, sheet: Sheet, choices: list[Choice]
) -> _Stored:
    """Store what was typed, chosen and pressed; refused texts remain in the sheet, with reasons."""
    stored = _Stored()
    for row in sheet.rows:
        if (text := _wanted(request, row)) is not None:
            stored.count(_store_text(request, translation, page, row, text))
        elif _is_other_text(request, row):
            stored.changed.append((row.path, from_typing(row.was)))
    for choice in choices:
        now = str(choice.own.data or "")
        if (value := _changed(request, choice.field_name)) is not None:
            stored.count(_store_value(request, translation, choice, value))
        elif _sent(request, f"was-{choice.field_name}") not in {None, now}:
            stored.changed.append((choice.path, now))
    lost = _("This text is no longer in the original, so it was not saved: “%(text)s”")
    _give_back(request, lost, {f"text-{row.pk}" for row in sheet.rows})
    if stored.saved:
        text = ngettext("%(count)d text saved.", "%(count)d texts saved.", stored.saved)
        messages.success(request, text % {"count": stored.saved})
    return stored


def _is_other_text(request: HttpRequest, row: Row) -> bool:
    """Whether something else is stored than the form was shown with."""
    was = _sent(request, f"was-text-{row.pk}")
    return was is not None and from_typing(was) != from_typing(row.was)


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
    is_to_stay = request.POST.get("keep") == str(row.pk)
    before, row.text = from_typing(row.was), text
    was = _sent(request, f"was-text-{row.pk}")
    if was is not None and before not in {from_typing(was), from_typing(text)}:
        row.error, row.is_done = edits.overtaken(before), False
        return False
    if not text:
        edits.clear(translation, row.segment)
        row.was, row.is_done, row.error, row.findings = "", False, "", []
        return True
    try:
        stored, _is_new = edits.store_text(
            translation, page, row.segment, text, request.user, is_to_stay
        )
    except RefusedError as refused:
        row.error, row.is_done = str(refused), False
        return False
    row.fill(stored)
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


def _former_to_use(request: HttpRequest, sheet: Sheet) -> Row | None:
    """Return the row whose previous translation somebody wants to have in the field."""
    pressed = request.POST.get("use", "")
    return next((row for row in sheet.rows if row.previous and str(row.pk) == pressed), None)


def _sent(request: HttpRequest, name: str) -> str | None:
    """Return a field as scripts see it; browsers send other line ends than they show."""
    text = request.POST.get(name)
    return None if text is None else without_nul(str(text)).replace("\r\n", "\n").strip()


def _changed(request: HttpRequest, name: str) -> str | None:
    """Return what a field was sent with, or None if it is what the field was shown with."""
    text = _sent(request, name)
    return None if text == (_sent(request, f"was-{name}") or "") else text


def _give_all_back(request: HttpRequest) -> None:
    """Show people what they typed, if none of it can be stored any more."""
    message = _("Not saved: “%(text)s”")
    _give_back(request, message)
    if comment := _sent(request, "comment"):
        messages.warning(request, message % {"text": comment})


def _give_back(request: HttpRequest, message: str, known: Collection[str] = ()) -> None:
    """Show what was typed in fields other than `known`, by `message` with each text."""
    for name in request.POST:
        if name.startswith(_TYPED_INTO) and name not in known and (text := _changed(request, name)):
            messages.warning(request, message % {"text": text})
