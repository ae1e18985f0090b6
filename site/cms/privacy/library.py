"""Which pictures and documents a user may know of, and which of their collections and tags.

The library is shared: everybody who may choose from it knows what is in it, used or not. A
restricted collection is not: what is in it, or below it, is known to who added it, to who may
change what is in it, to the groups for which it was made and to groups that were given a right on
it by itself. That somebody is signed in, or has been given a password, is enough to receive a file
whose address they have (`core.media.access`), and no reason to be shown the others.
"""

from typing import Any

from django.db.models import Q
from taggit.models import TaggedItem
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from core.media.restricted import restricted_collections
from core.models import SiteDocument, SiteImage

_KNOWING = ["choose", "change", "delete"]


class LibraryPolicy(CollectionOwnershipPermissionPolicy):  # type: ignore[misc]
    """Wagtail's rights on pictures or documents, without what lies in collections of others.

    Wagtail's views ask it for their lists, choosers, forms and bulk actions.
    """

    def closed_collections(self, user: Any) -> frozenset[int]:
        """Return the ids of the collections whose content `user` may not know.

        Asked once for each user object, which lives as long as a request.
        """
        name = f"_closed_collections_of_{self.model._meta.model_name}"
        if not hasattr(user, name):
            setattr(user, name, self._closed_collections(user))
        closed: frozenset[int] = getattr(user, name)
        return closed

    def _closed_collections(self, user: Any) -> frozenset[int]:
        if user.is_active and user.is_superuser:
            return frozenset()
        closed = restricted_collections()
        if not closed or not user.is_authenticated:
            return closed
        looked_after = self._collections_with_perm(user, ["change"])
        return closed.difference(
            looked_after.values_list("pk", flat=True), _opened_for(user.groups.all(), closed)
        )

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        is_open = instance.collection_id not in self.closed_collections(user)
        is_known = is_open or instance.uploaded_by_user_id == user.pk
        return is_known and super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        if closed := self.closed_collections(user):
            found = found.filter(~Q(collection__in=closed) | Q(uploaded_by_user=user.pk))
        return found

    def collections_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        found = super().collections_user_has_any_permission_for(user, actions)
        return found.exclude(pk__in=self.closed_collections(user))


def _opened_for(groups: Any, closed: frozenset[int]) -> set[int]:
    """Return those of the restricted collections that are open to the members of `groups`."""
    kinds, paths = (
        CollectionViewRestriction,
        dict(Collection.objects.filter(pk__in=closed).values_list("pk", "path")),
    )
    restrictions = list(kinds.objects.values_list("collection__path", "restriction_type"))
    passed = kinds.objects.filter(restriction_type=kinds.GROUPS, groups__in=groups)
    opened_by_group = set(passed.values_list("collection__path", flat=True))
    given = GroupCollectionPermission.objects.filter(group__in=groups, collection__in=closed)
    with_right = tuple(given.values_list("collection__path", flat=True))
    strict = tuple(
        path for path, kind in restrictions if kind != kinds.GROUPS or path not in opened_by_group
    )
    return {
        pk
        for pk, path in paths.items()
        if not path.startswith(strict) or (with_right and path.startswith(with_right))
    }


def known_media(model: Any, user: Any) -> Any:
    """Return the pictures or documents that `user` may know of."""
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, _KNOWING)


def known_tags(tags: Any, user: Any) -> Any:
    """Narrow `tags` to those of pictures and documents that `user` may know of."""
    known = Q()
    for model in (SiteImage, SiteDocument):
        kind = {"content_type__app_label": "core", "content_type__model": model._meta.model_name}
        known |= Q(**kind, object_id__in=known_media(model, user).values("pk"))
    return tags.filter(pk__in=TaggedItem.objects.filter(known).values("tag"))


def register_policies() -> None:
    """Have Wagtail ask for these rights. Called when the app is ready."""
    # Wagtail's rights are on its own models, whatever models a site uses.
    owners = ((SiteImage, "wagtailimages.Image"), (SiteDocument, "wagtaildocs.Document"))
    for model, auth_model in owners:
        policy = LibraryPolicy(model, auth_model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
