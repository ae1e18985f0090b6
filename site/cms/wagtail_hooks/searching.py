"""Bulk actions on all users that a search found, under the rules of who may change whom."""

from wagtail import hooks

from cms.accounts import user_bulk

# Of two actions with one name the latest wins, and Wagtail's own come first.
for _action in (
    user_bulk.RuledAssignRoleView,
    user_bulk.RuledDeleteUsersView,
    user_bulk.RuledSetActiveView,
):
    hooks.register("register_bulk_action", _action, order=100)
