"""Bulk actions on all users that a search found."""

from wagtail import hooks

from cms.searching.lists import AssignRoleView, DeleteUsersView, SetActiveView

# Of two actions with one name the latest wins, and Wagtail's own come first.
for _action in (AssignRoleView, DeleteUsersView, SetActiveView):
    hooks.register("register_bulk_action", _action, order=100)
