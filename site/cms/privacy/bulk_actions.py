"""Wagtail's bulk actions among pages that the user may explore.

Stock names every page whose id is asked for, among those to which the user has no access. Whoever
registers a bulk action for pages makes it from `KnownPagesOnly`.
"""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)

from cms.privacy.known import pages_known_to
from cms.saving.without_form import refuse_doubtful


class KnownPagesOnly:
    """A bulk action that is about pages which the user may explore."""

    request: HttpRequest

    def get_queryset(self, model: Any, object_ids: Any) -> Any:
        """Stock has a class method here, which knows no user; it is called on the action."""
        known = pages_known_to(self.request.user, object_ids).values_list("pk", flat=True)
        return super().get_queryset(model, list(known))  # type: ignore[misc]


class DeleteManyView(KnownPagesOnly, DeleteBulkAction):
    pass


class PublishManyView(KnownPagesOnly, PublishBulkAction):
    """Publishes pages, unless the form of one would ask about or refuse something."""

    @classmethod
    def execute_action(
        cls, objects: Any, include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> Any:
        refuse_doubtful(objects, include_descendants)
        return super().execute_action(objects, include_descendants, user=user, **kwargs)


class UnpublishManyView(KnownPagesOnly, UnpublishBulkAction):
    pass
