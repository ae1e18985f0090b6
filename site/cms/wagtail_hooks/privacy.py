"""Where Wagtail lets people choose among pages that they may not see, or lists those."""

from functools import wraps
from typing import Any

from django.http import HttpRequest
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

from cms.privacy import choosers
from cms.privacy.destinations import MoveManyView
from cms.privacy.known import pages_known_to, visible, with_its_title_for


@hooks.register("construct_page_chooser_queryset")
def offer_visible_pages(pages: Any, request: HttpRequest) -> Any:
    """Offer what is public, and what the user may find in the explorer.

    Stock asks two queries for the state of each row.
    """
    pages = visible(pages, request.user)
    return pages.prefetch_workflow_states().annotate_approved_schedule()


def answer_in_place_of(stock: Any, checked: type[View]) -> None:
    """Let the addresses of a view of Wagtail's answer by `checked`, which is a subclass of it.

    Wagtail matches its own addresses here before any that a hook may add. Whatever Wagtail asks at
    an address or in its view, now or in a later version, is asked before ours as well.
    """
    stock_dispatch = stock.dispatch

    @wraps(stock_dispatch)
    def dispatch(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if isinstance(view, checked):
            return stock_dispatch(view, request, *args, **kwargs)
        mine = checked()
        vars(mine).update(vars(view))  # what its address and `setup` have given it
        return mine.dispatch(request, *args, **kwargs)

    stock.dispatch = dispatch


answer_in_place_of(BrowseView, choosers.CheckedBrowseView)
answer_in_place_of(SearchView, choosers.CheckedSearchView)
answer_in_place_of(ChosenMultipleView, choosers.CheckedChosenView)
answer_in_place_of(ExternalLinkView, choosers.CheckedLinkView)


_stock_get_queryset = PageBulkAction.get_queryset.__func__  # of a class, which knows no user


def _pages_known_to(action: PageBulkAction, model: Any, object_ids: Any) -> Any:
    """Stock names every page that was asked for, among those to which the user has no access."""
    known = pages_known_to(action.request.user, object_ids).values_list("pk", flat=True)
    return _stock_get_queryset(type(action), model, list(known))


# On the base class, so that it holds for every action, whoever registers one.
PageBulkAction.get_queryset = _pages_known_to


# Of two actions with one name the last one counts, and Wagtail's own come first.
hooks.register("register_bulk_action", MoveManyView, order=100)


_stock_decorate = PageTypesUsageReportView.decorate_paginated_queryset


def _name_visible_pages(view: PageTypesUsageReportView, page_types: Any) -> Any:
    """Stock names the page of each type that was edited last, whichever it is."""
    page_types = _stock_decorate(view, page_types)
    user, edited = view.request.user, [each.last_edited_page_id for each in page_types]
    known = set(visible(Page.objects.filter(pk__in=edited), user).values_list("pk", flat=True))
    for each in page_types:
        page = each.last_edited_page
        is_known = page is not None and page.pk in known
        each.last_edited_page = with_its_title_for(user, page) if is_known else None
    return page_types


PageTypesUsageReportView.decorate_paginated_queryset = _name_visible_pages
