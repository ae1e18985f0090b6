"""Where pages are moved, copied and added: below pages that the user may explore.

Stock names the parent in its messages and questions, whichever page it is.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView
from wagtail.models import Page

from cms.privacy.bulk_actions import KnownPagesOnly
from cms.privacy.known import pages_known_to


def refuse_foreign_parent(user: Any, chosen: Any) -> None:
    """Raise Http404 where `chosen` is not the id of a page that `user` may explore."""
    if not pages_known_to(user, [chosen]).exists():
        raise Http404


class _BelowOwnPages:
    """A form that asks for a parent in its field `parent_field`."""

    parent_field = "new_parent_page"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if chosen := request.POST.get(self.parent_field):  # the latest of several, as in forms
            refuse_foreign_parent(request.user, chosen)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class CheckedCopyView(_BelowOwnPages, CopyView):
    def post(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stock looks the parent up before its form can report that none is chosen."""
        try:
            response: HttpResponse = super().post(request, page_id, *args, **kwargs)
        except (KeyError, ValueError):
            if request.POST.get(self.parent_field):
                raise
            response = self.form_invalid(self.get_form())
        return response


class CheckedMoveView(_BelowOwnPages, MoveChooseDestinationView):
    pass


class CheckedParentView(_BelowOwnPages, GenericChooseParentView):
    parent_field = "parent_page"


class MoveManyView(_BelowOwnPages, KnownPagesOnly, MoveBulkAction):
    parent_field = "chooser"


class CheckedMoveConfirmView(MoveConfirmView):
    """Stock asks for rights when the move is confirmed, and shows both pages before."""

    def dispatch(
        self, request: HttpRequest, page_to_move_id: int, destination_id: int
    ) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_to_move_id)
        if not page.permissions_for_user(request.user).can_move():
            raise PermissionDenied
        refuse_foreign_parent(request.user, destination_id)
        response: HttpResponse = super().dispatch(request, page_to_move_id, destination_id)
        return response
