"""What somebody may do, as sets that can be compared: on models, in page trees, in collections."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from core.models import User

# "page" or "collection", the id of a permission, and the path from which on it holds.
Place = tuple[str, int, str]


@dataclass
class Rights:
    """Rights on models by id of the permission, and rights in trees."""

    has_all: bool = False
    models: set[int] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)

    def include_model(self, permission: int) -> bool:
        return self.has_all or permission in self.models

    def include_place(self, place: Place) -> bool:
        """Whether a right in a tree is among these, by itself or by one further up."""
        return self.has_all or any(
            place[:2] == held[:2] and place[2].startswith(held[2]) for held in self.places
        )

    def include(self, others: "Rights") -> bool:
        """Whether whoever has these rights has all of the others."""
        if self.has_all or others.has_all:
            return self.has_all
        return others.models <= self.models and all(map(self.include_place, others.places))


def rights_of(user: User) -> Rights:
    """Return what an active user may do, by their roles and by themselves, in three queries."""
    if not user.is_active:
        return Rights()
    if user.is_superuser:
        return Rights(has_all=True)
    permissions = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    rights = Rights(models=set(permissions.values_list("pk", flat=True)))
    rights.places = {place for _group, place in _places(Q(group__user=user))}
    return rights


def rights_of_groups() -> dict[int, Rights]:
    """Return the rights of each group by its id, in four queries."""
    found = {pk: Rights() for pk in Group.objects.values_list("pk", flat=True)}
    on_models = Group.permissions.through.objects.values_list("group_id", "permission_id")
    for group, permission in on_models:
        found[group].models.add(permission)
    for group, place in _places(Q()):
        found[group].places.add(place)
    return found


def _places(which: Q) -> Iterator[tuple[int, Place]]:
    """Yield pairs of the id of a group and a right of it in a tree."""
    for kind, model in (("page", GroupPagePermission), ("collection", GroupCollectionPermission)):
        rows = model.objects.filter(which)
        for group, permission, path in rows.values_list(
            "group_id", "permission_id", f"{kind}__path"
        ):
            yield group, (kind, permission, path)
