"""Corrections of single texts on the screen of a review, as they were sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.untrusted import row_id
from translation.workflow.correction import Typed, correct

_CORRECT = "correct"


@dataclass(frozen=True)
class Attempt:
    """A correction that could not be stored: what was typed, and why."""

    text: str
    error: str


def store(
    request: HttpRequest, translation: Translation, page: Page, typed: Mapping[int, Typed]
) -> dict[int, Attempt]:
    """Store the corrections, all or none; return those that cannot be stored."""
    looked_at = row_id(request.POST.get("task-state", "")) or 0
    faults = correct(translation, page, request.user, looked_at, typed)
    if faults:
        messages.error(request, _("Not everything could be saved. Please look below."))
        return {pk: Attempt(each.text, faults.get(pk, "")) for pk, each in typed.items()}
    page.refresh_from_db()
    text = ngettext(
        "%(count)d text corrected. Below is what approving publishes now.",
        "%(count)d texts corrected. Below is what approving publishes now.",
        len(typed),
    )
    messages.success(request, text % {"count": len(typed)})
    if request.POST.get("action", _CORRECT) != _CORRECT:
        pending = _("Nothing has been decided yet: read it once more, and press the button again.")
        messages.warning(request, pending)
    return {}
