"""Lists of users, redirects, workflows and their tasks, searched as every list of the CMS is.

Stock compares letter by letter: it finds no name that is written with another hamza.
"""

from typing import Any

from django.core.paginator import Paginator
from wagtail.admin.views import workflows
from wagtail.contrib.redirects.views import IndexView as RedirectIndexView
from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction
from wagtail.users.views.users import IndexView

from core.models.ordering import in_order_of
from core.search.small_tables import having

_USER_COLUMNS = ("first_name", "last_name", "email")


class _Analysed:
    """A list whose rows are found by the analyser of all searches."""

    searched_columns: tuple[str, ...]
    is_searching: bool
    search_query: str

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        return having(queryset, self.search_query, *self.searched_columns)


class UserListView(_Analysed, IndexView):
    searched_columns = _USER_COLUMNS

    def order_queryset(self, queryset: Any) -> Any:
        """Order names by the alphabet; stock by code points or by rules of the database."""
        if self.ordering not in ("name", "-name"):
            return super().order_queryset(queryset)
        names, is_descending = ("last_name", "first_name"), self.ordering.startswith("-")
        return in_order_of(queryset, *names, is_descending=is_descending)


class RedirectListView(_Analysed, RedirectIndexView):
    searched_columns = ("old_path", "redirect_page__url_path", "redirect_link")


class WorkflowListView(_Analysed, workflows.Index):
    searched_columns = ("name",)


class TaskListView(_Analysed, workflows.TaskIndex):
    searched_columns = ("name",)


class _AnalysedTasks:
    """A chooser of tasks; stock's has no seam between its search and its pages."""

    request: Any

    def get_task_listing_context_data(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_task_listing_context_data()  # type: ignore[misc]
        if typed := context["query_string"]:
            rows, pages = having(context["all_tasks"], typed, "name"), context["tasks"].paginator
            context["tasks"] = Paginator(rows, pages.per_page).get_page(self.request.GET.get("p"))
        return context


class TaskChooserView(_AnalysedTasks, workflows.TaskChooserView):
    pass


class TaskChooserResultsView(_AnalysedTasks, workflows.TaskChooserResultsView):
    pass


class _AllFound:
    """A bulk action on all users that a search found: the same ones that the list shows."""

    model: Any

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        request = self.request  # type: ignore[attr-defined]
        rows = self.model.objects.all()
        if typed := request.GET.get("q"):
            rows = having(rows, typed, *_USER_COLUMNS)
        return rows.values_list("pk", flat=True)


class AssignRoleView(_AllFound, AssignRoleBulkAction):
    pass


class DeleteUsersView(_AllFound, DeleteBulkAction):
    pass


class SetActiveView(_AllFound, SetActiveStateBulkAction):
    pass
