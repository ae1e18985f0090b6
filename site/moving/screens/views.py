"""The list “Import”, and what its one form sends: texts, and decisions about one or many."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.untrusted import row_ids
from moving.models import Question
from moving.screens.chosen import (
    DECIDED,
    STATES,
    Chosen,
    counts_of,
    read_chosen,
    reasons,
    shortcuts,
)
from moving.screens.deciding import Outcome, decide, describe
from moving.screens.pictures import LONGEST
from moving.screens.rights import require_right
from moving.screens.rows import UNDO, actions_of, rows_of

PER_PAGE = 20
DESCRIBE = "describe"
_MOST_REASONS = 3


class QuestionsView(WagtailAdminTemplateMixin, View):
    """What waits for a person, or was decided: one kind at a time, with all counts."""

    template_name = "moving/questions.html"
    page_title = gettext_lazy("Import")
    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        require_right(request.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        state = request.GET.get("state", "")
        counts = counts_of(state if state in STATES else "")
        chosen = read_chosen(request.GET, counts)
        page = Paginator(chosen.questions, PER_PAGE).get_page(request.GET.get("p"))
        rows = rows_of(list(page.object_list), request.user)
        # As a sample of its kind: all questions of a list have the same actions.
        sample = Question(kind=chosen.kind, decision="" if chosen.state != DECIDED else "settled")
        context = self.get_context_data(
            chosen=chosen,
            states=[(name, label, chosen.address(state=name)) for name, label in STATES.items()],
            shortcuts=shortcuts(chosen, counts),
            reasons=reasons(chosen, counts),
            rows=rows,
            page_obj=page,
            actions=actions_of(sample),
            describes=chosen.kind == Question.Kind.ALT and chosen.state != DECIDED,
            longest=LONGEST,
        )
        response: HttpResponse = self.render_to_response(context)
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what a button names: an action, for all that are chosen or for one."""
        chosen = read_chosen(request.POST, counts_of(""))
        action, _colon, one = request.POST.get("do", "").partition(":")
        ids = row_ids([one] if one else request.POST.getlist("question"))[:PER_PAGE]
        if action == DESCRIBE:
            ids = row_ids(request.POST.getlist("shown"))[:PER_PAGE]
            outcome = describe(_texts_in(request.POST), ids, request.user)
        else:
            outcome = decide(action, ids, request.user)
        _report(request, chosen, outcome, is_undone=action == UNDO)
        return redirect(chosen.address(p=request.POST.get("p", "")[:6]))


def _texts_in(given: QueryDict) -> dict[str, str]:
    """Return the first text of each field: a picture of several posts has it several times."""
    return {
        name: text
        for name, values in given.lists()
        if (text := next((str(value) for value in values if str(value).strip()), ""))
    }


def _report(request: HttpRequest, chosen: Chosen, outcome: Outcome, *, is_undone: bool) -> None:
    count = len(outcome.done)
    if count and is_undone:
        text = ngettext("%(count)d decision was undone.", "%(count)d decisions were undone.", count)
        messages.success(request, text % {"count": count})
    elif count:
        text = ngettext(
            "%(count)d question was changed.", "%(count)d questions were changed.", count
        )
        decided = chosen.address(state=DECIDED, reason="")
        button = messages.button(decided, _("See what was decided"))
        messages.success(request, text % {"count": count}, buttons=[button])
    for reason in list(dict.fromkeys(outcome.refused))[:_MOST_REASONS]:
        messages.error(request, reason)
    if not count and not outcome.refused:
        messages.warning(request, _("Nothing was changed. Choose something from the list first."))


addresses = [path("import/", QuestionsView.as_view(), name="moving_questions")]
