"""Where Wagtail lets people choose among pages that they may not see."""

from typing import Any

from django.http import Http404, HttpRequest
from django.views.generic.base import View
from wagtail import hooks
from wagtail.admin.views.chooser import (
    BrowseView,
    ChosenMultipleView,
    ExternalLinkView,
    SearchView,
)
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from translation.views import choosing


@hooks.register("construct_page_chooser_queryset")
def offer_visible_pages(pages: Any, request: HttpRequest) -> Any:
    """Offer what is public, and what the user may find in the explorer.

    Stock asks two queries for the state of each row.
    """
    pages = choosing.visible(pages, request.user)
    return pages.prefetch_workflow_states().annotate_approved_schedule()


def _answer_in_place_of(stock: Any, checked: type[View]) -> None:
    """Let the addresses of a view of Wagtail's answer by `checked`, which is a subclass of it.

    Wagtail matches its own addresses here before any that a hook may add.
    """
    answer = checked.as_view()

    def dispatch(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if isinstance(self, checked):
            return View.dispatch(self, request, *args, **kwargs)
        return answer(request, *args, **kwargs)

    stock.dispatch = dispatch


_answer_in_place_of(BrowseView, choosing.CheckedBrowseView)
_answer_in_place_of(SearchView, choosing.CheckedSearchView)
_answer_in_place_of(ChosenMultipleView, choosing.CheckedChosenView)
_answer_in_place_of(ExternalLinkView, choosing.CheckedLinkView)


def _own_pages(action: PageBulkAction, _model: Any, object_ids: Any) -> list[Any]:
    """Stock names every page that was asked for, among those to which the user has no access."""
    pages = list(choosing.own_pages(action.request.user, object_ids))
    if not pages:
        raise Http404
    return pages


# On the base class, so that it holds for every action, whoever registers one.
PageBulkAction.get_queryset = _own_pages


class MoveManyView(MoveBulkAction):
    """Stock names the page to which nothing may be moved, whichever it is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        chosen = request.POST.getlist("chooser")
        if any(chosen) and not choosing.own_pages(request.user, chosen).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


# Of two actions with one name the last one counts, and Wagtail's own come first.
hooks.register("register_bulk_action", MoveManyView, order=100)


@hooks.register("before_copy_page", order=-300)
def copy_below_own_pages(request: HttpRequest, _page: Any) -> None:
    """A refusal names the page below which a copy may not go."""
    chosen = [pk for pk in request.POST.getlist("new_parent_page") if pk]
    if chosen and not choosing.own_pages(request.user, chosen).exists():
        raise Http404
