"""Where Wagtail lets people choose among pages that they may not see, or lists those."""

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
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from core.known_pages import own_pages, visible, with_its_title_for
from translation.views import choosing
from translation.views.destinations import MoveManyView


@hooks.register("construct_page_chooser_queryset")
def offer_visible_pages(pages: Any, request: HttpRequest) -> Any:
    """Offer what is public, and what the user may find in the explorer.

    Stock asks two queries for the state of each row.
    """
    pages = visible(pages, request.user)
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
    pages = list(own_pages(action.request.user, object_ids))
    if not pages:
        raise Http404
    return pages


# On the base class, so that it holds for every action, whoever registers one.
PageBulkAction.get_queryset = _own_pages


# Of two actions with one name the last one counts, and Wagtail's own come first.
hooks.register("register_bulk_action", MoveManyView, order=100)


def _name_visible_pages(view: PageTypesUsageReportView, page_types: Any) -> Any:
    """Stock names the page of each type that was edited last, whichever it is."""
    user, edited = view.request.user, [each.last_edited_page_id for each in page_types]
    pages = visible(Page.objects.filter(pk__in=edited), user).specific()
    known = {page.pk: with_its_title_for(user, page) for page in pages}
    for each in page_types:
        each.last_edited_page = known.get(each.last_edited_page_id)
    return page_types


PageTypesUsageReportView.decorate_paginated_queryset = _name_visible_pages
