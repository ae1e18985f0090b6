"""Background problems in the CMS: on the start page, and in the history of a page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter

from core.background.problems import problems_for
from core.models import BackgroundProblem

_SHOWN = 10


class ProblemsPanel(Component):
    """What went wrong in the background and concerns whoever looks; nothing where nothing did."""

    name = "background-problems"
    template_name = "cms/problems_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        problems = problems_for(parent_context["request"].user).select_related("page__locale")
        found = list(problems[: _SHOWN + 1])
        left_out = problems.count() - _SHOWN if len(found) > _SHOWN else 0
        more = ngettext("and %(count)d more problem", "and %(count)d more problems", left_out)
        return {
            "problems": found[:_SHOWN],
            "more": more % {"count": left_out} if left_out else "",
            "csrf_token": parent_context["csrf_token"],
        }


@require_POST
def remove_problem(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a problem off the start page; it comes back if the same fails again."""
    get_object_or_404(problems_for(request.user), pk=pk).delete()
    messages.success(request, gettext("The problem is no longer shown."))
    return redirect("wagtailadmin_home")


problem_addresses = [
    path("problems/<int:pk>/remove/", remove_problem, name="remove_background_problem")
]


class ProblemFormatter(LogFormatter):  # type: ignore[misc]
    """A problem in the history of a page."""

    label = gettext_lazy("Failed in the background")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        problem = BackgroundProblem(kind=data.get("kind", ""), reasons=data.get("reasons", {}))
        return f"{problem.label} {problem.reason}"
