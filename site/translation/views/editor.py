"""The editor of translations: the original beside its translation, text by text.

With a script each text is saved when it is left; without one, everything is saved by whichever
button is pressed. Whatever cannot be stored remains in its field, with the reason beside it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.content.strings import refresh_source
from translation.content.texts import named
from translation.editor import header
from translation.editor.choices import Choice, choices_of
from translation.editor.reviewed import reviewed
from translation.editor.sheet import Sheet, sheet_of
from translation.editor.values import look_up
from translation.status.labels import status_text
from translation.views import finishing, reviewing, typed
from translation.views.access import only_translates, refusal_to_read
from translation.workflow.guards import is_in_review, refuse_change_in_review
from translation.workflow.privacy import may_read_original
from translation.workflow.review import Review, returned, review_of

_FINISHING = {
    "draft": finishing.save_draft,
    "submit": finishing.submit,
    "publish": finishing.publish,
    "publish-anyway": finishing.publish_anyway,
}
_READ_BEFORE = {"submit", "publish", "publish-anyway"}
_REVIEWING = {
    "approve": reviewing.approve,
    "approve-anyway": reviewing.approve_anyway,
    "send-back": reviewing.send_back,
    "withdraw": reviewing.withdraw,
}
_UNREAD = {"send-back", "withdraw"}  # allowed without the right to read the original


@dataclass
class _Shown:
    """The content of the editor: what is stored, unless something else is given.

    `names` are those of the glossary about which it asks before it continues with `action`.
    """

    translation: Translation
    page: Page
    sheet: Sheet | None = None
    choices: list[Choice] | None = None
    names: list[Any] = field(default_factory=list)
    action: str = ""


def editor(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse:
    """Show the editor of a running translation, or do what its form asks for."""
    if request.method != "POST":
        refresh_source(translation.source)
        return _show(request, _Shown(translation, page))
    action = request.POST.get("action", "")
    refusal = refusal_to_read(request, translation, page) if action not in _UNREAD else None
    if refusal is not None:
        typed.give_all_back(request)
        return refusal
    if decide := _REVIEWING.get(action):
        names = decide(request, translation, page)
        return _go_on(request, _Shown(translation, page, names=names, action=action))
    if is_in_review(page):
        typed.give_all_back(request)
        refuse_change_in_review(page)
    if page.permissions_for_user(request.user).page_locked():
        raise PermissionDenied
    shown = _Shown(translation, page, sheet_of(translation, page), choices_of(translation, page))
    return (
        _store(request, shown)
        or (_look_again(request, shown) if action in _READ_BEFORE else None)
        or _finish(request, shown, action)
    )


def _store(request: HttpRequest, shown: _Shown) -> HttpResponse | None:
    """Store what was typed; return the editor if something needs attention."""
    sheet, choices = shown.sheet or Sheet(), shown.choices or []
    if not typed.store_all(request, shown.translation, shown.page, sheet, choices):
        messages.error(request, _("Not everything could be saved. Please look below."))
        return _show(request, shown)
    if former := typed.former_to_use(request, sheet):
        former.text = former.former_text  # to be read once more before it is stored
        return _show(request, shown)
    return None


def _look_again(request: HttpRequest, shown: _Shown) -> HttpResponse | None:
    """Return the editor if others have changed what the user read; nothing is published then."""
    places = typed.changed_by_others(request, shown.sheet or Sheet(), shown.choices or [])
    if not places:
        return None
    message = _(
        "Nothing was submitted or published, because others have changed this since you opened "
        "the page: %(texts)s. It is shown below as it is now. Read it, and press the button again."
    )
    messages.error(request, message % {"texts": named(type(shown.page), places)})
    return _show(request, _Shown(shown.translation, shown.page))


def _finish(request: HttpRequest, shown: _Shown, action: str) -> HttpResponse:
    finish = _FINISHING.get(action)
    names = finish(request, shown.translation, shown.page) if finish else []
    return _go_on(request, _Shown(shown.translation, shown.page, names=names, action=action))


def _go_on(request: HttpRequest, shown: _Shown) -> HttpResponse:
    """Ask about names of the glossary that are missing, or show the editor anew."""
    return (
        _show(request, shown) if shown.names else redirect("wagtailadmin_pages:edit", shown.page.pk)
    )


def _show(request: HttpRequest, shown: _Shown) -> HttpResponse:
    translation, page = shown.translation, shown.page
    review = review_of(page, request.user)
    is_hidden = not may_read_original(request.user, translation)
    context = {
        "page": page,
        "page_for_status": page,
        "translation": translation,
        "is_hidden": is_hidden,
        "comment": request.POST.get("comment", ""),
        "header_title": _("Translating “%(title)s”") % {"title": page.get_admin_display_title()},
        "header_buttons": header.buttons(request, page),
        **header.sides(translation),
        **({} if is_hidden else _contents(request, shown, review)),
        **_situation(request, translation, page, review, is_hidden),
    }
    return render(request, "translation/editor.html", context)


def _contents(request: HttpRequest, shown: _Shown, review: Review | None) -> dict[str, Any]:
    """Return the texts: those of the revision in review, or those that are stored now."""
    translation = shown.translation
    submitted = reviewed(translation, review.revision, request.user) if review else None
    sheet, choices = (Sheet(), []) if submitted else _stored(shown)
    look_up([side for each in choices for side in (each.original, each.own)], request.user)
    source_lang = translation.source.locale.language_code
    return {
        "reviewed": submitted,
        "sheet": sheet,
        "choices": choices,
        "media": sum((choice.media for choice in choices), Media()),
        "names": [
            {"term": name.term.in_language(source_lang), "wanted": name.wanted, "place": name.place}
            for name in shown.names
        ],
        "action": shown.action,
    }


def _stored(shown: _Shown) -> tuple[Sheet, list[Choice]]:
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
        "returned": returned(page) if review is None else None,
        "lock_message": lock.get_message(request.user) if lock is not None and is_locked else "",
        "is_open": is_open,
        "can_publish": is_open and page.permissions_for_user(request.user).can_publish(),
        "can_stop": is_open and not only_translates(request.user, page),
        "can_submit": is_open and page.has_workflow,
        "status": status,
        "status_text": status_text(status) if status is not None else "",
        "tools": header.tools(translation, page, status, is_open),
    }
