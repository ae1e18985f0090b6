"""Who may change whom, asked by every view and form of users and roles.

Only superusers change superusers. Nobody changes somebody who may do more than they, and nobody
gives a right that they lack: whoever may set a password may sign in with it. The last active
superuser and the last active member of the role Administrators stay.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.rights import rights_of, rights_of_groups
from core.models import User
from core.setup.roles import ADMINISTRATORS

# Without these no administrator could repair what another one took away.
ESSENTIAL = ("access_admin", "add_user", "change_user", "change_group")


def givable_groups(actor: User) -> QuerySet[Group]:
    """Return the roles whose rights `actor` has."""
    if actor.is_superuser and actor.is_active:
        return Group.objects.all()
    own = rights_of(actor)
    beyond = [group for group, rights in rights_of_groups().items() if not own.include(rights)]
    return Group.objects.exclude(pk__in=beyond)


def changeable_users(actor: User) -> QuerySet[User]:
    """Return the users that `actor` may change, if anybody: those who may do no more, and oneself.

    The number of queries does not depend on that of users.
    """
    if actor.is_superuser and actor.is_active:
        return User.objects.all()
    beyond = Group.objects.exclude(pk__in=givable_groups(actor).values("pk"))
    lacking = Permission.objects.exclude(pk__in=rights_of(actor).models)
    with_more = User.user_permissions.through.objects.filter(permission__in=lacking)
    others = (
        User.objects.filter(is_superuser=False)
        .exclude(groups__in=beyond)
        .exclude(pk__in=with_more.values("user_id"))
    )
    return User.objects.filter(Q(pk=actor.pk) | Q(pk__in=others.values("pk")))


def may_change(actor: User, user: User) -> bool:
    """Whether `actor` may do no less than `user`; the right to change users at all is Wagtail's."""
    if actor.is_superuser or actor.pk == user.pk:
        return True
    return not user.is_superuser and changeable_users(actor).filter(pk=user.pk).exists()


def may_change_group(actor: User, group: Group) -> bool:
    """Whether `actor` has all rights of a role."""
    return actor.is_superuser or givable_groups(actor).filter(pk=group.pk).exists()


def is_protected(group: Group) -> bool:
    """Whether a role is needed by its name: the one that may look after all others."""
    return group.name == ADMINISTRATORS


def why_superusers_stay(leaving: Iterable[int]) -> str:
    """Return why the users with these ids cannot stop being superusers, or "" if they can."""
    if _are_all(User.objects.filter(is_superuser=True), leaving):
        return _("Nobody else is a superuser. Make a colleague one first.")
    return ""


def why_administrators_stay(leaving: Iterable[int]) -> str:
    """Return why these users cannot leave the role Administrators, or "" if they can."""
    if _are_all(User.objects.filter(groups__name=ADMINISTRATORS), leaving):
        return _("Nobody else has the role Administrators. Give it to a colleague first.")
    return ""


def why_accounts_stay(leaving: Iterable[int]) -> str:
    """Return why accounts cannot be closed, deleted or set inactive, or "" if they can."""
    ids = list(leaving)
    return why_superusers_stay(ids) or why_administrators_stay(ids)


def _are_all(holders: QuerySet[User], leaving: Iterable[int]) -> bool:
    if connection.in_atomic_block:  # a change, and not only a screen that asks
        # Two administrators who remove each other at the same time wait here for one another.
        list(Group.objects.select_for_update().filter(name=ADMINISTRATORS).values_list("pk"))
    active = set(holders.filter(is_active=True).values_list("pk", flat=True))
    return bool(active) and active <= set(leaving)


class StaffPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """Wagtail's rights on users; on one of them they hold if the rules allow it, too."""

    def user_has_any_permission_for_instance(
        self, user: User, actions: Iterable[str], instance: User
    ) -> bool:
        has_right = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(has_right) and may_change(user, instance)

    def user_has_permission_for_instance(self, user: User, action: str, instance: User) -> bool:
        has_right = super().user_has_permission_for_instance(user, action, instance)
        return bool(has_right) and may_change(user, instance)
