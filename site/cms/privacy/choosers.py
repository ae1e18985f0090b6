"""Choosing pages: a page that is neither public nor the user's own is not offered to that user.

Stock chooses among all pages, by their newest titles, for whoever may sign in to the CMS. These
views are at Wagtail's addresses, in `cms.urls`.
"""

import json
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.views.chooser import (
    BrowseView,
    ChosenMultipleView,
    ExternalLinkView,
    PageTitleColumn,
    SearchView,
)
from wagtail.models import Page

from cms.privacy.known import visible, with_its_title_for
from core.untrusted import row_ids


class _TitleColumn(PageTitleColumn):
    """The first column that shows a title; the others then show the same."""

    def __init__(self, stock: PageTitleColumn, view: "CheckedBrowseView") -> None:
        super().__init__(stock.name, label=stock.label, is_multiple_choice=stock.is_multiple_choice)
        self.view = view

    def get_value(self, instance: Any) -> Any:
        if instance.pk != self.view.parent_page.pk:
            instance._cached_parent_obj = self.view.parent_page
        return super().get_value(with_its_title_for(self.view.request.user, instance))


class CheckedBrowseView(BrowseView):
    """Wagtail's page chooser, below a page that the user may see."""

    parent_page: Any

    @property
    def columns(self) -> list[Any]:
        return [
            _TitleColumn(column, self) if isinstance(column, PageTitleColumn) else column
            for column in super().columns
        ]

    def get_object_list(self) -> Any:
        """Stock begins at the pages' common ancestor where no parent is named: any page."""
        if not visible(Page.objects.filter(pk=self.parent_page.pk), self.request.user).exists():
            if self.kwargs.get("parent_page_id"):
                raise Http404
            self.parent_page = Page.get_first_root_node()
        return super().get_object_list()


class CheckedSearchView(SearchView):
    """Its rows come from the hook `construct_page_chooser_queryset`; here they get their titles."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = super().get(request)
        pages = [with_its_title_for(request.user, page) for page in response.context_data["pages"]]
        above = {page.path[: -page.steplen] for page in pages}
        parents = visible(Page.objects.filter(path__in=above), request.user)
        known = {parent.path: parent for parent in parents.select_related("locale")}
        for page in pages:
            parent = known.get(page.path[: -page.steplen])
            # A parent that is not to be seen stays unnamed; the cell of the title asks for its id.
            page._cached_parent_obj = parent and with_its_title_for(request.user, parent)
        return response


class CheckedChosenView(ChosenMultipleView):
    """Names what was chosen, as far as the user may see it; stock asks for each page's parent."""

    def get(self, request: HttpRequest) -> HttpResponse:
        ids = row_ids(request.GET.getlist("id"))
        chosen = Page.objects.filter(pk__in=ids, depth__gt=1)
        pages = list(visible(chosen, request.user).specific())
        above = {page.path[: -page.steplen] for page in pages}
        parents = dict(Page.objects.filter(path__in=above).values_list("path", "pk"))
        return self.render_chosen_response(
            [
                {
                    "id": page.pk,
                    "parentId": parents.get(page.path[: -page.steplen]),
                    "adminTitle": with_its_title_for(request.user, page).get_admin_display_title(),
                    "editUrl": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    "url": page.url,
                }
                for page in pages
            ]
        )


class CheckedLinkView(ExternalLinkView):
    """An address of this site becomes a link to its page if the user knows the page's title."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if f"{self.form_prefix}-{self.link_url_field_name}" not in request.POST:
            raise BadRequest
        response = super().post(request)
        answer = json.loads(response.content)
        chosen = answer.get("internal") or answer.get("result") or {}
        if "id" not in chosen:
            return response
        page = visible(Page.objects.filter(pk=chosen["id"]), request.user).first()
        title = page and with_its_title_for(request.user, page).draft_title
        if title == chosen["adminTitle"]:
            return response
        return self.render_chosen_response(self.get_result_data())
