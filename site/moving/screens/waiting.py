"""On the start page of the CMS: that the import waits for decisions, and for how many."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.start.registry import Waiting, WaitingList
from core.language.languages import LANGUAGES, current_language
from moving.models import Question
from moving.screens.rights import may_decide


def questions_for(user: Any) -> WaitingList:
    """Return one row that leads to all questions; none where nothing waits for this user."""
    count = Question.objects.filter(decision="").count() if may_decide(user) else 0
    if not count:
        return WaitingList([])
    note = ngettext("%(count)d question to decide", "%(count)d questions to decide", count)
    row = Waiting(
        title=_("Import"),
        language=LANGUAGES[current_language()],
        url=reverse("moving_questions"),
        note=note % {"count": count},
        when="",
    )
    return WaitingList([row])
