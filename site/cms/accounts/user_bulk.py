"""Wagtail's bulk actions on users, under the rules and with entries in the security log."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from cms.accounts import rules
from cms.searching.lists import AssignRoleView, DeleteUsersView, SetActiveView
from core import security_log, sessions
from core.models import User
from core.refusals import RefusedError


class _OnChangeableUsers:
    """Acts on those of the chosen users whom the actor may change; the others are listed."""

    request: Any

    def check_perm(self, user: User) -> bool:
        if not hasattr(self, "_changeable"):
            found = rules.changeable_users(self.request.user)
            self._changeable = set(found.values_list("pk", flat=True))
        return user.pk in self._changeable and super().check_perm(user)  # type: ignore[misc]

    def _end(self, users: list[User]) -> None:
        if reason := rules.why_accounts_stay(user.pk for user in users):
            raise RefusedError(reason)

    def _record(self, kind: str, user: User, **details: Any) -> None:
        security_log.record(kind, request=self.request, about=user, **details)


class RuledRoleForm(RoleForm):  # type: ignore[misc]
    """Offers the roles that `actor` may give."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].label = _("Role")
        self.fields["role"].queryset = rules.givable_groups(actor)
        self.fields["role"].error_messages["invalid_choice"] = _(
            "You cannot give a role with rights that you do not have yourself."
        )


class RuledAssignRoleView(_OnChangeableUsers, AssignRoleView):
    form_class = RuledRoleForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"actor": self.request.user}

    def check_perm(self, user: User) -> bool:
        is_own = user.pk == self.request.user.pk and not self.request.user.is_superuser
        return not is_own and super().check_perm(user)

    def prepare_action(self, objects: list[User], _without: Any) -> None:
        role: Group = self.cleaned_form.cleaned_data["role"]
        held = set(role.user_set.values_list("pk", flat=True))
        for user in objects:
            if user.pk not in held:
                self._record("roles_changed", user, added=[role.name], removed=[])


class RuledDeleteUsersView(_OnChangeableUsers, DeleteUsersView):
    def prepare_action(self, objects: list[User], _without: Any) -> None:
        self._end(objects)
        for user in objects:
            self._record("user_deleted", user)


class RuledSetActiveView(_OnChangeableUsers, SetActiveView):
    def prepare_action(self, objects: list[User], _without: Any) -> None:
        is_active = self.cleaned_form.cleaned_data["mark_as_active"]
        if not is_active:
            self._end(objects)
        for user in objects:
            if user.is_active != is_active:
                self._record("user_changed", user, fields=["is_active"])
            if not is_active:
                sessions.end_all(user)  # lest they go on when the account is active again
